import { type TimeRange } from '@grafana/data';
import { EditorField, EditorRow } from '@grafana/plugin-ui';
import React from 'react';
import { type MemledgerDatasource } from '../datasource';
import { type MemledgerQuery } from '../types';
import { Explain } from './Explain';
import { FilterList } from './FilterList';

interface Props {
  datasource: MemledgerDatasource;
  query: MemledgerQuery;
  onChange: (query: MemledgerQuery) => void;
  range?: TimeRange;
  references: string[];
}

/** What every query has: whose memory it is about, and the PromQL that comes of it. */
export function QueryFilters({ datasource, query, onChange, range, references }: Props) {
  return (
    <>
      <EditorRow>
        <EditorField
          label="Filters"
          optional
          tooltip="A container must match all of them. Dashboard variables may stand for values; one that is set to All filters nothing."
        >
          <FilterList
            filters={query.filters ?? []}
            onChange={(filters) => onChange({ ...query, filters })}
            suggest={(key, search, others) => datasource.suggest(key, search, others, range)}
            references={references}
          />
        </EditorField>
      </EditorRow>
      <Explain
        explain={() => datasource.explain(query, range)}
        subject={JSON.stringify(query)}
        uid={datasource.uid}
        range={range}
      />
    </>
  );
}
