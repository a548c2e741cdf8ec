import { Button, Dropdown, Menu } from '@grafana/ui';
import React from 'react';
import { hrefOf } from '../../components/links';
import { LINKS_OUT, type LinkSubject } from '../../components/linksOut';

/** Where one goes on from the container. */
export function LinksOut({ subject }: { subject: LinkSubject }) {
  const menu = (
    <Menu>
      {LINKS_OUT.map(({ id, text, icon, href }) => {
        const url = href(subject);
        return url && <Menu.Item key={id} label={text} icon={icon} url={hrefOf(url)} />;
      })}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <Button variant="secondary" icon="external-link-alt">
        Open in
      </Button>
    </Dropdown>
  );
}
