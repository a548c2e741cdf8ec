import { InlineField, Input } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice } from '../../components/Choice';
import { listDatasources } from '../../components/datasources';
import { PROMETHEUS_TYPES, type Settings } from '../copyFromPrometheus';
import { type MemledgerOptions } from '../types';
import { LABEL_WIDTH } from './layout';

interface Props {
  settings: Settings;
  onChange: (settings: Settings) => void;
}

const METHOD_OPTIONS = [
  { value: 'POST' as const, label: 'POST', description: 'Queries of any length' },
  { value: 'GET' as const, label: 'GET', description: 'Where a proxy lets nothing else through' },
];

const PYROSCOPE_TYPES = ['grafana-pyroscope-datasource'];

const DURATION = /^(\d+(ms|[smhdwy]))+$/;

export function PrometheusFields({ settings, onChange }: Props) {
  const id = useId();
  const { jsonData, readOnly } = settings;
  const set = (changed: Partial<MemledgerOptions>) => onChange({ ...settings, jsonData: { ...jsonData, ...changed } });
  const isInterval = !jsonData.timeInterval || DURATION.test(jsonData.timeInterval);

  return (
    <>
      <InlineField
        label="HTTP method"
        labelWidth={LABEL_WIDTH}
        htmlFor={`${id}-method`}
        disabled={readOnly}
        grow
        tooltip="How queries are sent. POST falls back to GET where the server refuses it."
      >
        <Choice
          id={`${id}-method`}
          options={METHOD_OPTIONS}
          value={jsonData.httpMethod ?? 'POST'}
          disabled={readOnly}
          onChange={(httpMethod) => set({ httpMethod })}
        />
      </InlineField>
      <InlineField
        label="Scrape interval"
        labelWidth={LABEL_WIDTH}
        htmlFor={`${id}-interval`}
        disabled={readOnly}
        grow
        invalid={!isInterval}
        error="A number with its unit, such as 15s or 1m"
        tooltip="How often the server scrapes the exporter and the Go targets; the longer of the two. No step is shorter than this."
      >
        <Input
          id={`${id}-interval`}
          value={jsonData.timeInterval ?? ''}
          placeholder="15s"
          onChange={({ currentTarget }) => set({ timeInterval: currentTarget.value.trim() })}
        />
      </InlineField>
      <InlineField
        label="Query parameters"
        labelWidth={LABEL_WIDTH}
        htmlFor={`${id}-parameters`}
        disabled={readOnly}
        grow
        tooltip="Custom parameters that are added to every request, as Mimir and Thanos want them. They are stored in the open: put secrets in a header."
      >
        <Input
          id={`${id}-parameters`}
          value={jsonData.customQueryParameters ?? ''}
          placeholder="max_source_resolution=5m&dedup=true"
          onChange={({ currentTarget }) => set({ customQueryParameters: currentTarget.value })}
        />
      </InlineField>
      <LinkedDatasource
        id={`${id}-linked`}
        label="Linked Prometheus"
        tooltip="The data source that asks the same server: where links to the raw series lead."
        types={PROMETHEUS_TYPES}
        value={jsonData.linkedPrometheusUid}
        readOnly={readOnly}
        onChange={(linkedPrometheusUid) => set({ linkedPrometheusUid })}
      />
      <LinkedDatasource
        id={`${id}-pyroscope`}
        label="Linked Pyroscope"
        tooltip="The data source with the profiles of the same services: where links to their heap and goroutine profiles lead."
        types={PYROSCOPE_TYPES}
        value={jsonData.linkedPyroscopeUid}
        readOnly={readOnly}
        onChange={(linkedPyroscopeUid) => set({ linkedPyroscopeUid })}
      />
    </>
  );
}

interface LinkedProps {
  id: string;
  label: string;
  tooltip: string;
  /** Plugin ids. */
  types: string[];
  /** A uid. */
  value?: string;
  readOnly?: boolean;
  onChange: (uid: string | undefined) => void;
}

function LinkedDatasource({ id, label, tooltip, types, value, readOnly, onChange }: LinkedProps) {
  return (
    <InlineField label={label} labelWidth={LABEL_WIDTH} htmlFor={id} disabled={readOnly} grow tooltip={tooltip}>
      <Choice
        id={id}
        options={listDatasources(types).map(({ uid, name }) => ({ value: uid, label: name }))}
        value={value}
        placeholder="None"
        disabled={readOnly}
        onChange={onChange}
        onClear={() => onChange(undefined)}
      />
    </InlineField>
  );
}
