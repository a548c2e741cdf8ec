import { type QueryEditorProps } from '@grafana/data';
import { EditorHeader, EditorRows } from '@grafana/plugin-ui';
import { InlineField, Text } from '@grafana/ui';
import React, { useEffect, useId } from 'react';
import { Choice } from '../../components/Choice';
import { type MemledgerDatasource } from '../datasource';
import { isAskable } from '../judged';
import { migrateQuery } from '../migrations';
import { changeQueryType, QUERY_TYPE_INFOS } from '../query';
import { type MemledgerOptions, type MemledgerQuery } from '../types';
import { QueryFields } from './QueryFields';
import { QueryFilters } from './QueryFilters';

type Props = QueryEditorProps<MemledgerDatasource, MemledgerQuery, MemledgerOptions>;

const TYPE_OPTIONS = QUERY_TYPE_INFOS.map(({ id, label, description }) => ({ value: id, label, description }));

export function QueryEditor({ datasource, query: stored, onChange, onRunQuery, range }: Props) {
  const id = useId();
  const query = migrateQuery(stored);
  const type = QUERY_TYPE_INFOS.find((info) => info.id === query.queryType);

  // Grafana shows a new query with its defaults and stores none of them: an alert rule that nobody touches would be
  // evaluated as another query than the one it shows.
  useEffect(() => {
    if (!stored.queryType) {
      onChange(query);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, for what was there when the editor opened
  }, []);

  // Everything here is chosen, not typed: a change is complete when it comes, so it runs at once. But not while a
  // filter has no value yet, for which the answer would be the one that is already there.
  const change = (next: MemledgerQuery) => {
    onChange(next);
    if (isComplete(next)) {
      onRunQuery();
    }
  };

  const references = datasource.variableReferences();

  return (
    <>
      <EditorHeader>
        <InlineField label="Show" labelWidth={10} htmlFor={`${id}-type`}>
          <Choice
            id={`${id}-type`}
            options={TYPE_OPTIONS}
            value={query.queryType}
            width={24}
            onChange={(queryType) => change(changeQueryType(query, queryType))}
          />
        </InlineField>
        {type && (
          <Text color="secondary" variant="bodySmall">
            {type.description}.
          </Text>
        )}
      </EditorHeader>
      <EditorRows>
        <QueryFields query={query} onChange={change} fields={type?.fields ?? []} references={references} />
        <QueryFilters datasource={datasource} query={query} onChange={change} range={range} references={references} />
      </EditorRows>
    </>
  );
}

function isComplete(query: MemledgerQuery): boolean {
  const filled = (query.filters ?? []).every(({ value, values }) => value !== undefined || values?.length);
  return filled && isAskable(query);
}
