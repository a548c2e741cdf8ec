import { css } from '@emotion/css';
import { type GrafanaTheme2, type QueryResultMetaNotice } from '@grafana/data';
import { Alert, Button, EmptyState, LinkButton, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { appUrls, datasourceSettingsUrl, hrefOf } from '../../components/links';

// What the page says instead of a table, each with what to do next.

interface LoadFailedProps {
  message: string;
  datasource: string;
  onRetry: () => void;
}

export function LoadFailed({ message, datasource, onRetry }: LoadFailedProps) {
  return (
    <Alert severity="error" title="The containers could not be read">
      <p>{message}</p>
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

export function NoContainers({ datasource }: { datasource: string }) {
  return (
    <EmptyState variant="not-found" message="The server has no containers that Memledger can read" hideImage>
      <p>
        It needs an exporter of container memory, such as cAdvisor, the kubelet or the Memledger exporter, scraped in
        the last five minutes. Go services add their heap with the metrics of the Prometheus client.
      </p>
      <p>
        <TextLink href={appUrls.setup({ datasource })}>Setup</TextLink> says which exporters and Go series were found,
        which are missing, and what to do next.
      </p>
    </EmptyState>
  );
}

export function NoMatch({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <EmptyState
      variant="not-found"
      message={`No container matches “${search}”`}
      hideImage
      button={
        <Button variant="secondary" onClick={onClear}>
          Clear the search
        </Button>
      }
    />
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
  notes: css({
    marginBottom: theme.spacing(2),
    color: theme.colors.text.secondary,
    ul: {
      margin: theme.spacing(1, 0, 0, 3),
    },
  }),
});
