import { type QueryEditorProps } from '@grafana/data';
import { EditorField, EditorRow, EditorRows } from '@grafana/plugin-ui';
import { type ComboboxOption } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice } from '../../components/Choice';
import { type MemledgerDatasource } from '../datasource';
import { toVariableQuery } from '../query';
import { type MemledgerOptions, type MemledgerQuery, type VariableKind } from '../types';
import { FilterList } from './FilterList';

const KIND_OPTIONS: Array<ComboboxOption<VariableKind>> = [
  { value: 'containers', label: 'Containers' },
  { value: 'namespaces', label: 'Namespaces' },
  { value: 'pods', label: 'Pods' },
  { value: 'nodes', label: 'Nodes' },
  { value: 'clusters', label: 'Clusters' },
  { value: 'workloads', label: 'Workloads', description: 'What owns the pods, where kube-state-metrics tells it' },
  { value: 'tools', label: 'Tools', description: 'What a number is reported by; the same on every server' },
  { value: 'heaps', label: 'Heap measures', description: 'What the number is compared with' },
  { value: 'classes', label: 'Classes', description: 'The parts of the breakdown' },
];

/** Values of these are ours, not the server's: there is nothing to filter. */
const FIXED_KINDS: readonly VariableKind[] = ['tools', 'heaps', 'classes'];

type Props = QueryEditorProps<MemledgerDatasource, MemledgerQuery, MemledgerOptions>;

export function VariableQueryEditor({ datasource, query: stored, onChange, range }: Props) {
  const id = useId();
  const query = toVariableQuery(stored);
  const kind = query.variable?.kind;

  return (
    <EditorRows>
      <EditorRow>
        <EditorField label="Values" htmlFor={`${id}-kind`}>
          <Choice
            id={`${id}-kind`}
            options={KIND_OPTIONS}
            value={kind}
            width={24}
            onChange={(chosen) => onChange({ ...query, variable: { kind: chosen } })}
          />
        </EditorField>
      </EditorRow>
      {kind && !FIXED_KINDS.includes(kind) && (
        <EditorRow>
          <EditorField label="Filters" tooltip="Values are taken from the containers that match all of them.">
            <FilterList
              filters={query.filters ?? []}
              onChange={(filters) => onChange({ ...query, filters })}
              suggest={(key, search, others) => datasource.suggest(key, search, others, range)}
              references={datasource.variableReferences()}
            />
          </EditorField>
        </EditorRow>
      )}
    </EditorRows>
  );
}
