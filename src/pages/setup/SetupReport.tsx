import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Setup } from '../../datasource/setup';
import { FirstSteps } from './FirstSteps';
import { FoundExporters } from './FoundExporters';
import { Joins } from './Joins';
import { Missing } from './Missing';
import { Precedence } from './Precedence';
import { Progress } from './Progress';

export interface ReportProps {
  setup: Setup;
  datasource: string;
  /** Only for those who may change them. */
  settingsUrl?: string;
  search: string;
  onSearch: (search: string) => void;
}

/** From what is found to what is joined, each with the next step. */
export function SetupReport(props: ReportProps) {
  const styles = useStyles2(getStyles);
  const { setup, settingsUrl } = props;
  return (
    <div className={styles.report}>
      <Progress {...props} />
      <FirstSteps setup={setup} />
      {setup.exporters.length > 0 && <FoundExporters exporters={setup.exporters} />}
      <Joins {...props} />
      {setup.missing.length > 0 && <Missing missing={setup.missing} />}
      {setup.exporters.length > 0 && <Precedence precedence={setup.precedence} settingsUrl={settingsUrl} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  report: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(4),
    paddingBottom: theme.spacing(4),
  }),
});
