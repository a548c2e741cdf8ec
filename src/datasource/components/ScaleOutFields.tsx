import { InlineField, Input, RadioButtonGroup } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice } from '../../components/Choice';
import { type Settings } from '../copyFromPrometheus';
import { type MemledgerOptions } from '../types';
import { LABEL_WIDTH } from './layout';

interface Props {
  settings: Settings;
  onChange: (settings: Settings) => void;
}

const TENANT = /^[A-Za-z0-9!_.*'()-]+(\|[A-Za-z0-9!_.*'()-]+)*$/;

type Resolution = NonNullable<MemledgerOptions['maxSourceResolution']>;
const RESOLUTIONS: Array<{ value: Resolution; label: string; description: string }> = [
  { value: 'auto', label: 'auto', description: 'As coarse as the step allows' },
  { value: '0s', label: '0s', description: 'Raw samples only' },
  { value: '5m', label: '5m', description: 'Downsampled to 5 minutes at most' },
  { value: '1h', label: '1h', description: 'Downsampled to an hour at most' },
];

const YES_NO = [
  { value: undefined, label: 'Server’s default' },
  { value: true, label: 'Yes' },
  { value: false, label: 'No' },
];

/** What Mimir and Thanos want beyond a plain Prometheus. */
export function ScaleOutFields({ settings, onChange }: Props) {
  const id = useId();
  const { jsonData, readOnly } = settings;
  const set = (changed: Partial<MemledgerOptions>) => onChange({ ...settings, jsonData: { ...jsonData, ...changed } });
  const isTenant = !jsonData.tenant || TENANT.test(jsonData.tenant);

  return (
    <>
      <InlineField
        label="Tenant"
        labelWidth={LABEL_WIDTH}
        htmlFor={`${id}-tenant`}
        disabled={readOnly}
        grow
        invalid={!isTenant}
        error="Letters, digits and !-_.*'(), several joined by |"
        tooltip="Sent as X-Scope-OrgID, as Mimir and Cortex want it. Stored in the open; a secret belongs in a header."
      >
        <Input
          id={`${id}-tenant`}
          value={jsonData.tenant ?? ''}
          placeholder="None"
          onChange={({ currentTarget }) => set({ tenant: currentTarget.value.trim() || undefined })}
        />
      </InlineField>
      <InlineField
        label="Partial response"
        labelWidth={LABEL_WIDTH}
        disabled={readOnly}
        tooltip="Thanos: answers with what can be reached where a store is down. The answer then carries a warning."
      >
        <RadioButtonGroup
          aria-label="Partial response"
          options={YES_NO}
          value={jsonData.partialResponse}
          onChange={(partialResponse) => set({ partialResponse })}
        />
      </InlineField>
      <InlineField
        label="Deduplication"
        labelWidth={LABEL_WIDTH}
        disabled={readOnly}
        tooltip="Thanos: makes the series of replicas one. Without it a container of two replicas is ambiguous."
      >
        <RadioButtonGroup
          aria-label="Deduplication"
          options={YES_NO}
          value={jsonData.dedup}
          onChange={(dedup) => set({ dedup })}
        />
      </InlineField>
      <InlineField
        label="Max. source resolution"
        labelWidth={LABEL_WIDTH}
        htmlFor={`${id}-resolution`}
        disabled={readOnly}
        grow
        tooltip="Thanos: how coarse the samples may be that an answer is made of."
      >
        <Choice
          id={`${id}-resolution`}
          options={RESOLUTIONS}
          value={jsonData.maxSourceResolution}
          placeholder="Server’s default"
          disabled={readOnly}
          onChange={(maxSourceResolution) => set({ maxSourceResolution })}
          onClear={() => set({ maxSourceResolution: undefined })}
        />
      </InlineField>
    </>
  );
}
