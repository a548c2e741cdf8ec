import { Button, EmptyState, TextLink } from '@grafana/ui';
import React from 'react';
import { appUrls } from '../../components/links';

// What the page says instead of a table, each with what to do next.

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

interface NoMatchProps {
  search: string;
  hasFilters: boolean;
  onClear: () => void;
}

export function NoMatch({ search, hasFilters, onClear }: NoMatchProps) {
  const what = [search && `“${search}”`, hasFilters && 'the filters'].filter(Boolean).join(' and ');
  return (
    <EmptyState
      variant="not-found"
      message={`No container matches ${what}`}
      hideImage
      button={
        <Button variant="secondary" onClick={onClear}>
          Clear {hasFilters ? 'search and filters' : 'search'}
        </Button>
      }
    />
  );
}
