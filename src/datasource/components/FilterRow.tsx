import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2, type ComboboxOption } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice, MultiChoice } from '../../components/Choice';
import { FILTER_KEYS, type FilterKey } from '../../generated/memory';
import { type FilterOperator, type QueryFilter } from '../types';

/** Values of a key, narrowed by the other filters. */
export type Suggest = (key: FilterKey, search: string, others: QueryFilter[]) => Promise<string[]>;

interface Props {
  index: number;
  filter: QueryFilter;
  others: QueryFilter[];
  onChange: (filter: QueryFilter) => void;
  onRemove: () => void;
  suggest: Suggest;
  references: string[];
}

const KEY_OPTIONS = FILTER_KEYS.map((key) => ({ label: key, value: key }));

const OPERATOR_OPTIONS: Array<ComboboxOption<FilterOperator>> = [
  { value: '=', label: '=', description: 'Is' },
  { value: '!=', label: '!=', description: 'Is not' },
  { value: '=|', label: '=|', description: 'Is any of' },
  { value: '!=|', label: '!=|', description: 'Is none of' },
  { value: '=~', label: '=~', description: 'Matches the whole regular expression' },
  { value: '!~', label: '!~', description: 'Does not match it' },
];

export function FilterRow({ index, filter, others, onChange, onRemove, suggest, references }: Props) {
  const styles = useStyles2(getStyles);
  const { key, operator, value, values } = filter;
  const place = `filter ${index + 1}`;
  const id = useId();

  // A server that cannot be reached says so in the panel; here a value can still be typed.
  const options = async (search: string) => {
    const suggested = await suggest(key, search, others).catch((): string[] => []);
    const matching = references.filter((reference) => reference.toLowerCase().includes(search.toLowerCase()));
    return [...matching, ...suggested].map((text) => ({ label: text, value: text }));
  };

  return (
    <div role="group" aria-label={place} className={styles.row}>
      {/* Comboboxes take no aria-label of their own. */}
      <span id={`${id}-key`} hidden>{`Key of ${place}`}</span>
      <span id={`${id}-operator`} hidden>{`Operator of ${place}`}</span>
      <span id={`${id}-value`} hidden>{`${isList(operator) ? 'Values' : 'Value'} of ${place}`}</span>
      <Choice
        aria-labelledby={`${id}-key`}
        options={KEY_OPTIONS}
        value={key}
        width={16}
        // The values of another key are not values of this one.
        onChange={(chosen) => onChange({ key: chosen, operator })}
      />
      <Choice
        aria-labelledby={`${id}-operator`}
        options={OPERATOR_OPTIONS}
        value={operator}
        width={10}
        onChange={(chosen) => onChange(changeOperator(filter, chosen))}
      />
      {isList(operator) ? (
        <div className={styles.values}>
          <MultiChoice
            aria-labelledby={`${id}-value`}
            options={options}
            values={values ?? []}
            placeholder="Choose or type"
            createCustomValue
            onChange={(chosen) => onChange({ key, operator, values: chosen })}
          />
        </div>
      ) : (
        <div className={styles.values}>
          <Choice
            aria-labelledby={`${id}-value`}
            options={options}
            value={value}
            placeholder="Choose or type"
            createCustomValue
            onChange={(chosen) => onChange({ key, operator, value: chosen })}
          />
        </div>
      )}
      <IconButton name="times" tooltip={`Remove ${place}`} aria-label={`Remove ${place}`} onClick={onRemove} />
    </div>
  );
}

function isList(operator: FilterOperator): boolean {
  return operator === '=|' || operator === '!=|';
}

/** One value becomes a list of one, and a list its first: what was chosen is not lost to a change of mind. */
export function changeOperator({ key, value, values }: QueryFilter, operator: FilterOperator): QueryFilter {
  const chosen = values ?? (value === undefined ? [] : [value]);
  return isList(operator) ? { key, operator, values: chosen } : { key, operator, value: chosen[0] };
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  }),
  values: css({
    width: theme.spacing(48),
    maxWidth: '100%',
  }),
});
