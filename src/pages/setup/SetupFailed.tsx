import { Alert, Button, LinkButton, Stack } from '@grafana/ui';
import React from 'react';
import { hrefOf } from '../../components/links';

interface Props {
  message: string;
  /** Only for those who may change them. */
  settingsUrl?: string;
  onRetry: () => void;
}

export function SetupFailed({ message, settingsUrl, onRetry }: Props) {
  return (
    <Alert severity="error" title="The server could not be asked">
      <p>{message}</p>
      {!settingsUrl && <p>Ask someone who administers this Grafana to check the settings of the data source.</p>}
      <Stack gap={1} wrap="wrap">
        <Button variant="secondary" size="sm" icon="sync" onClick={onRetry}>
          Try again
        </Button>
        {settingsUrl && (
          <LinkButton variant="secondary" size="sm" icon="cog" href={hrefOf(settingsUrl)}>
            Check the data source
          </LinkButton>
        )}
      </Stack>
    </Alert>
  );
}
