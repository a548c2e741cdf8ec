import { type QueryEditorProps } from '@grafana/data';
import { EditorRows } from '@grafana/plugin-ui';
import { Text } from '@grafana/ui';
import React from 'react';
import { eventsQuery } from '../annotationQuery';
import { type MemledgerDatasource } from '../datasource';
import { type MemledgerOptions, type MemledgerQuery } from '../types';
import { QueryFilters } from './QueryFilters';

type Props = QueryEditorProps<MemledgerDatasource, MemledgerQuery, MemledgerOptions>;

/**
 * An annotation is always of events, so only the containers are to be chosen. Grafana asks anew at every change of it:
 * to run it from here too would be a second question, about the query before the change.
 */
export function AnnotationQueryEditor({ datasource, query: stored, onChange, range }: Props) {
  return (
    <EditorRows>
      <Text color="secondary" variant="bodySmall">
        OOM kills, restarts, new limits and versions of containers, marked over the panels.
      </Text>
      <QueryFilters
        datasource={datasource}
        query={eventsQuery(stored)}
        onChange={onChange}
        range={range}
        references={datasource.variableReferences()}
      />
    </EditorRows>
  );
}
