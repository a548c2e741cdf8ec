import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { EditorField, EditorRow } from '@grafana/plugin-ui';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice, MultiChoice } from '../../components/Choice';
import { DEFAULT_HEAP, DEFAULT_TOOL, MEASURES } from '../../generated/memory';
import { rankOf, signalMeasure } from '../judged';
import { DIVERGENCE_MEASURE_LABELS, formatOf, formulaById, heapById, type QueryTypeInfo } from '../query';
import { DIVERGENCE_MEASURES, type DivergenceMeasure, type MemledgerQuery, type QueryFormat } from '../types';
import { CLASS_OPTIONS, HEAP_OPTIONS, RANK_OPTIONS, TOOL_OPTIONS, withReferences } from './options';
import { VerdictFields } from './VerdictFields';

interface Props {
  query: MemledgerQuery;
  onChange: (query: MemledgerQuery) => void;
  /** Those that the query's type has. */
  fields: QueryTypeInfo['fields'];
  references: string[];
}

const SIGNAL_OPTIONS = MEASURES.map(({ id, name, help }) => ({ value: id, label: name, description: help }));
const DIVERGENCE_OPTIONS = DIVERGENCE_MEASURES.map((value) => ({ value, label: DIVERGENCE_MEASURE_LABELS[value] }));
const TABLE = { value: 'table', label: 'Table' } as const;
const FORMAT_OPTIONS: Array<[QueryTypeInfo['fields'][number], Array<{ value: QueryFormat; label: string }>]> = [
  ['format', [{ value: 'time_series', label: 'Time series' }, TABLE]],
  ['eventFormat', [{ value: 'time_series', label: 'Marks' }, TABLE]],
];

export function QueryFields({ query, onChange, fields, references }: Props) {
  const id = useId();
  const styles = useStyles2(getStyles);
  const has = (field: QueryTypeInfo['fields'][number]) => fields.includes(field);
  if (fields.length === 0) {
    return null;
  }

  return (
    <div className={styles.fields}>
      <EditorRow>
        {has('measure') && (
          <EditorField label="Measure" htmlFor={`${id}-measure`} tooltip={signalMeasure(query)?.help}>
            <Choice
              id={`${id}-measure`}
              options={SIGNAL_OPTIONS}
              value={signalMeasure(query)?.id}
              placeholder="Choose one"
              width={28}
              onChange={(measure) => onChange({ ...query, measures: [measure] })}
            />
          </EditorField>
        )}
        {has('rank') && (
          <EditorField label="Order" htmlFor={`${id}-rank`}>
            <Choice
              id={`${id}-rank`}
              options={RANK_OPTIONS}
              value={rankOf(query)?.id}
              width={24}
              onChange={(rank) => onChange({ ...query, rank })}
            />
          </EditorField>
        )}
        {has('tool') && (
          <EditorField label="Reported by" htmlFor={`${id}-tool`} tooltip={formulaById(query.tool)?.help}>
            <Choice
              id={`${id}-tool`}
              options={withReferences(TOOL_OPTIONS, references)}
              value={query.tool ?? DEFAULT_TOOL}
              width={36}
              createCustomValue
              onChange={(tool) => onChange({ ...query, tool })}
            />
          </EditorField>
        )}
        {has('heap') && (
          <EditorField label="Heap" htmlFor={`${id}-heap`} tooltip={heapById(query.heap)?.help}>
            <Choice
              id={`${id}-heap`}
              options={withReferences(HEAP_OPTIONS, references)}
              value={query.heap ?? DEFAULT_HEAP}
              width={46}
              createCustomValue
              onChange={(heap) => onChange({ ...query, heap })}
            />
          </EditorField>
        )}
        {has('measures') && (
          <EditorField label="Measures" htmlFor={`${id}-measures`} optional>
            <div className={styles.multi}>
              <MultiChoice<DivergenceMeasure>
                id={`${id}-measures`}
                options={DIVERGENCE_OPTIONS}
                values={DIVERGENCE_MEASURES.filter((measure) => query.measures?.includes(measure))}
                placeholder="All"
                onChange={(measures) => onChange({ ...query, measures: orAll(measures) })}
              />
            </div>
          </EditorField>
        )}
        {has('classes') && (
          <EditorField label="Classes" htmlFor={`${id}-classes`} optional>
            <div className={styles.multi}>
              <MultiChoice
                id={`${id}-classes`}
                options={withReferences(CLASS_OPTIONS, references)}
                values={query.classes ?? []}
                placeholder="All"
                createCustomValue
                onChange={(classes) => onChange({ ...query, classes: orAll(classes) })}
              />
            </div>
          </EditorField>
        )}
        {has('verdict') && <VerdictFields query={query} onChange={onChange} />}
        {FORMAT_OPTIONS.filter(([field]) => has(field)).map(([field, options]) => (
          <EditorField key={field} label="Format">
            <RadioButtonGroup
              aria-label="Format"
              options={options}
              value={formatOf(query)}
              onChange={(format) => onChange({ ...query, format })}
            />
          </EditorField>
        ))}
      </EditorRow>
    </div>
  );
}

/** Nothing chosen means all, and that is said by leaving the field out. */
function orAll<T>(chosen: T[]): T[] | undefined {
  return chosen.length ? chosen : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  // A field is as wide as its row at most: beside a panel's options in a narrow window that is little.
  fields: css({ maxWidth: '100%', '& > div > div > div': { minWidth: 0, maxWidth: '100%' } }),
  // Around the multi-comboboxes: given a width of their own, they count too few of their values as fitting.
  multi: css({
    width: theme.spacing(60),
    maxWidth: '100%',
  }),
});
