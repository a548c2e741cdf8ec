import { InlineField } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice } from './Choice';

interface Props {
  datasources: Array<{ uid: string; name: string }>;
  /** The uid of the chosen one. */
  value: string;
  onChange: (uid: string) => void;
}

/** Which Memledger data source a page asks. */
export function DatasourceChoice({ datasources, value, onChange }: Props) {
  const id = useId();
  return (
    <InlineField label="Data source" htmlFor={id}>
      <Choice
        id={id}
        options={datasources.map(({ uid, name }) => ({ value: uid, label: name }))}
        value={value}
        width={20}
        onChange={onChange}
      />
    </InlineField>
  );
}
