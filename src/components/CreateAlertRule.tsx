import { locationService } from '@grafana/runtime';
import { Button, Dropdown, IconButton, Menu } from '@grafana/ui';
import React from 'react';
import { ALERTS } from '../generated/alerts';
import { type AlertSubject, newAlertRuleUrl } from './alertRules';
import { hrefOf } from './links';

interface Props {
  subject: AlertSubject;
  /** An icon alone, beside the name of a container in a list. */
  isIcon?: boolean;
}

/** The rules of the alerts table, each in Grafana's editor and about this container alone. */
export function CreateAlertRule({ subject, isIcon }: Props) {
  const menu = () => {
    const { pathname, search } = locationService.getLocation();
    return (
      <Menu ariaLabel="Create alert rule">
        {ALERTS.map((rule) => (
          <Menu.Item
            key={rule.id}
            label={rule.form.name}
            description={rule.severity}
            url={hrefOf(newAlertRuleUrl(rule, subject, pathname + search))}
          />
        ))}
      </Menu>
    );
  };
  return (
    <Dropdown overlay={menu} placement={isIcon ? 'bottom-start' : 'bottom-end'}>
      {isIcon ? (
        <IconButton name="bell" size="sm" aria-label={`Create alert rule for ${subject.identity.container ?? ''}`} />
      ) : (
        <Button variant="secondary" icon="bell">
          Create alert rule
        </Button>
      )}
    </Dropdown>
  );
}
