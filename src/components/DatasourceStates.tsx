import { Alert, EmptyState, LinkButton } from '@grafana/ui';
import React from 'react';
import { ADD_DATASOURCE_URL, hrefOf } from './links';

// What every page of the app says where it has no data source to ask.

export function NoDatasource({ canAdd }: { canAdd: boolean }) {
  return (
    <EmptyState
      variant="call-to-action"
      message="No Memledger data source yet"
      button={
        canAdd ? (
          <LinkButton icon="plus" size="lg" href={hrefOf(ADD_DATASOURCE_URL)}>
            Add a Memledger data source
          </LinkButton>
        ) : undefined
      }
    >
      Memledger reads the Prometheus server that scrapes your containers and Go services.{' '}
      {canAdd
        ? 'Choose Memledger in the list; its settings can be copied from an existing Prometheus data source.'
        : 'Ask someone who administers this Grafana to add a Memledger data source.'}
    </EmptyState>
  );
}

export function UnknownDatasource({ uid }: { uid: string }) {
  return (
    <Alert severity="warning" title="There is no such data source">
      The address names the data source “{uid}”, which does not exist or is not yours to see. Choose another one above.
    </Alert>
  );
}
