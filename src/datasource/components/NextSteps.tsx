import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ConfigSection } from '@grafana/plugin-ui';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { appUrls, dashboardUrl, exploreUrl } from '../../components/links';

interface Props {
  uid: string;
  type: string;
}

/** Where a saved data source is of use; Grafana itself names the health of it above. */
export function NextSteps({ uid, type }: Props) {
  const styles = useStyles2(getStyles);

  return (
    <ConfigSection title="Next" description="Save & test says which exporters and Go series were found. Then:">
      <ul className={styles.list}>
        <li>
          <TextLink href={appUrls.setup({ datasource: uid })}>Setup</TextLink>, for what is joined and what is missing
        </li>
        <li>
          <TextLink href={appUrls.fleet({ datasource: uid })}>Fleet</TextLink>, all containers by how far their usage
          and their Go heap are apart
        </li>
        <li>
          <TextLink href={dashboardUrl({ datasource: uid })}>Container memory and the Go heap</TextLink>, the dashboard
        </li>
        <li>
          <TextLink href={exploreUrl({ uid, type })}>Explore</TextLink>, for a query of your own
        </li>
      </ul>
    </ConfigSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    paddingLeft: theme.spacing(2),
  }),
});
