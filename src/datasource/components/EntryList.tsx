import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, FieldValidationMessage, IconButton, Input, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { Choice } from '../../components/Choice';
import { type Entry } from '../bindings';

interface Props {
  title: string;
  /** What one line is, for those who hear the fields. */
  noun: string;
  relation: string;
  placeholders: Entry;
  /** Keys to choose from; without them a key is typed. */
  keys?: readonly string[];
  entries: Entry[];
  readOnly?: boolean;
  problemOf: (value: string) => string | undefined;
  onChange: (entries: Entry[]) => void;
}

export function EntryList(props: Props) {
  const { title, noun, keys, entries, readOnly, onChange } = props;
  const styles = useStyles2(getStyles);
  const isFull = keys !== undefined && entries.length >= keys.length;
  return (
    <div className={styles.list}>
      <div className={styles.title}>{title}</div>
      {entries.map((entry, index) => (
        <EntryRow
          key={index}
          {...props}
          entry={entry}
          place={`${noun}, line ${index + 1}`}
          taken={entries.filter((_, place) => place !== index).map(({ key }) => key)}
          onChange={(changed) => onChange(entries.map((other, place) => (place === index ? changed : other)))}
          onRemove={
            entries.length > 1 && !readOnly ? () => onChange(entries.filter((_, place) => place !== index)) : undefined
          }
        />
      ))}
      {!readOnly && !isFull && (
        <div>
          <Button
            variant="secondary"
            fill="text"
            size="sm"
            icon="plus"
            aria-label={`Add ${noun}`}
            onClick={() => onChange([...entries, { key: '', value: '' }])}
          >
            Add
          </Button>
        </div>
      )}
    </div>
  );
}

interface RowProps extends Omit<Props, 'onChange' | 'entries' | 'noun'> {
  entry: Entry;
  place: string;
  taken: string[];
  onChange: (entry: Entry) => void;
  onRemove?: () => void;
}

function EntryRow({
  entry,
  place,
  taken,
  keys,
  relation,
  placeholders,
  readOnly,
  problemOf,
  onChange,
  onRemove,
}: RowProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [isTouched, setTouched] = useState(false);
  const { key, value } = entry;
  const isTwice = key !== '' && taken.includes(key);
  const problem = isTwice ? `${key} is there already` : problemOf(value);
  // What nobody has written yet is not wrong yet.
  const shown = value === '' && !isTouched && !isTwice ? undefined : problem;

  return (
    <div>
      <div className={styles.row}>
        {keys ? (
          <>
            <span id={`${id}-key`} hidden>{`Name of ${place}`}</span>
            <Choice
              aria-labelledby={`${id}-key`}
              options={keys.filter((name) => !taken.includes(name)).map((name) => ({ value: name, label: name }))}
              value={key === '' ? undefined : key}
              placeholder={placeholders.key}
              width={18}
              disabled={readOnly}
              onChange={(chosen) => onChange({ key: chosen, value })}
            />
          </>
        ) : (
          <Input
            aria-label={`Name of ${place}`}
            value={key}
            placeholder={placeholders.key}
            width={18}
            disabled={readOnly}
            onChange={({ currentTarget }) => onChange({ key: currentTarget.value.trim(), value })}
          />
        )}
        <code>{relation}</code>
        <div className={styles.value}>
          <Input
            aria-label={`Value of ${place}`}
            aria-describedby={shown ? `${id}-problem` : undefined}
            value={value}
            placeholder={placeholders.value}
            disabled={readOnly}
            invalid={shown !== undefined}
            onBlur={() => setTouched(true)}
            onChange={({ currentTarget }) => onChange({ key, value: currentTarget.value })}
          />
        </div>
        {onRemove && <IconButton name="times" tooltip={`Remove ${place}`} onClick={onRemove} />}
      </div>
      {shown && (
        <div id={`${id}-problem`}>
          <FieldValidationMessage>{shown}</FieldValidationMessage>
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
  }),
  title: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  }),
  value: css({
    flex: '1 1 200px',
  }),
});
