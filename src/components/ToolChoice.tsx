import { InlineField } from '@grafana/ui';
import React, { useId } from 'react';
import { HEAP_OPTIONS, TOOL_OPTIONS } from '../datasource/components/options';
import { formulaById, heapById } from '../datasource/query';
import { Choice } from './Choice';

interface Props {
  tool: string;
  heap: string;
  onChange: (changed: { tool: string } | { heap: string }) => void;
}

/** What is compared with what: the tool that a person looks at, and what counts as the Go heap. */
export function ToolChoice({ tool, heap, onChange }: Props) {
  const id = useId();
  return (
    <>
      <InlineField label="Reported by" htmlFor={`${id}-tool`} tooltip={formulaById(tool)?.help}>
        <Choice
          id={`${id}-tool`}
          options={TOOL_OPTIONS}
          value={tool}
          width={26}
          onChange={(chosen) => onChange({ tool: chosen })}
        />
      </InlineField>
      <InlineField label="Go heap" htmlFor={`${id}-heap`} tooltip={heapById(heap)?.help}>
        <Choice
          id={`${id}-heap`}
          options={HEAP_OPTIONS}
          value={heap}
          width={40}
          onChange={(chosen) => onChange({ heap: chosen })}
        />
      </InlineField>
    </>
  );
}
