import { EditorField } from '@grafana/plugin-ui';
import { RadioButtonGroup } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice, MultiChoice } from '../../components/Choice';
import { signalMeasure } from '../judged';
import { QUERY_TYPE_INFOS } from '../query';
import { SENSITIVITIES, type MemledgerQuery, type Sensitivity } from '../types';
import { CAUSE_OPTIONS } from './options';

interface Props {
  query: MemledgerQuery;
  onChange: (query: MemledgerQuery) => void;
}

const DEFAULT_WINDOW = '3d';
const WINDOW_OPTIONS = ['6h', '1d', DEFAULT_WINDOW, '7d', '14d', '30d'].map((value) => ({ value, label: value }));
const SENSITIVITY_LABELS: Record<Sensitivity, string> = { low: 'Low', normal: 'Normal', high: 'High' };
const SENSITIVITY_OPTIONS = SENSITIVITIES.map((value) => ({ value, label: SENSITIVITY_LABELS[value] }));

/** What a verdict is drawn from, where the query wants one of the past. */
export function VerdictFields({ query, onChange }: Props) {
  const id = useId();
  if (!QUERY_TYPE_INFOS.find((info) => info.id === query.queryType)?.looksBack?.(query)) {
    return null;
  }
  return (
    <>
      {signalMeasure(query)?.perCause && (
        <EditorField label="Causes" htmlFor={`${id}-causes`} tooltip="Each container has a number for each of them.">
          <MultiChoice
            id={`${id}-causes`}
            options={CAUSE_OPTIONS}
            values={query.causes ?? []}
            placeholder="Choose at least one"
            onChange={(causes) => onChange({ ...query, causes })}
          />
        </EditorField>
      )}
      <EditorField
        label="Look back"
        htmlFor={`${id}-window`}
        tooltip="How much of the past is read, whatever the dashboard shows: 1h to 30d. A day's wave is known for one when it came twice."
      >
        <Choice
          id={`${id}-window`}
          options={WINDOW_OPTIONS}
          value={query.window ?? DEFAULT_WINDOW}
          width={12}
          createCustomValue
          onChange={(window) => onChange({ ...query, window })}
        />
      </EditorField>
      <EditorField label="Sensitivity" tooltip="How much growth is worth a word.">
        <RadioButtonGroup
          aria-label="Sensitivity"
          options={SENSITIVITY_OPTIONS}
          value={query.sensitivity ?? 'normal'}
          onChange={(sensitivity) => onChange({ ...query, sensitivity })}
        />
      </EditorField>
    </>
  );
}
