import { css } from '@emotion/css';
import { type GrafanaTheme2, type QueryResultMetaNotice } from '@grafana/data';
import { Alert, Button, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { datasourceSettingsUrl, hrefOf } from './links';

// What a page says of an answer that failed, or that is not whole.

interface LoadFailedProps {
  /** What could not be read. */
  what: string;
  /** Of several, one a line. */
  message: string;
  datasource: string;
  onRetry: () => void;
}

export function LoadFailed({ what, message, datasource, onRetry }: LoadFailedProps) {
  const styles = useStyles2(getStyles);
  return (
    <Alert severity="error" title={`${what} could not be read`}>
      <p className={styles.message}>{message}</p>
      <Stack gap={1} wrap="wrap">
        <Button variant="secondary" size="sm" icon="sync" onClick={onRetry}>
          Try again
        </Button>
        <LinkButton variant="secondary" size="sm" icon="cog" href={hrefOf(datasourceSettingsUrl(datasource))}>
          Check the data source
        </LinkButton>
      </Stack>
    </Alert>
  );
}

/** Warnings first; a fleet's many notices do not push the table off the screen. */
export function Notices({ notices }: { notices: QueryResultMetaNotice[] }) {
  const styles = useStyles2(getStyles);
  const warnings = notices.filter(({ severity }) => severity !== 'info');
  const hints = notices.filter(({ severity }) => severity === 'info');
  return (
    <>
      {warnings.map(({ text, severity }) => (
        <Alert key={text} severity={severity === 'error' ? 'error' : 'warning'} title={text} />
      ))}
      {hints.length > 0 && (
        <details className={styles.notes}>
          <summary>{hints.length === 1 ? '1 note' : `${hints.length} notes`} on this answer</summary>
          <ul>
            {hints.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  message: css({ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }),
  notes: css({
    marginBottom: theme.spacing(2),
    color: theme.colors.text.secondary,
    ul: {
      margin: theme.spacing(1, 0, 0, 3),
    },
  }),
});
