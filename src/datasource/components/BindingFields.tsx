import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type BindingDraft, problemOfRegex } from '../bindings';
import { IDENTITY_KEYS } from '../../generated/memory';
import { EntryList } from './EntryList';

interface Props {
  number: number;
  isLast: boolean;
  draft: BindingDraft;
  readOnly?: boolean;
  onChange: (draft: BindingDraft) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** Go targets whose labels match belong to the one container with these values. */
export function BindingFields({ number, isLast, draft, readOnly, onChange, onMove, onRemove }: Props) {
  const styles = useStyles2(getStyles);
  const name = `binding ${number}`;
  return (
    <div role="group" aria-label={name} className={styles.card}>
      <div className={styles.head}>
        <span>{`Binding ${number}`}</span>
        {!readOnly && (
          <Stack gap={0.5}>
            <IconButton
              name="arrow-up"
              tooltip={`Move ${name} up`}
              disabled={number === 1}
              onClick={() => onMove(-1)}
            />
            <IconButton name="arrow-down" tooltip={`Move ${name} down`} disabled={isLast} onClick={() => onMove(1)} />
            <IconButton name="trash-alt" tooltip={`Remove ${name}`} onClick={onRemove} />
          </Stack>
        )}
      </div>
      <EntryList
        title="A Go target whose labels match"
        noun={`label of ${name}`}
        relation="=~"
        placeholders={{ key: 'job', value: 'shop-(.+)' }}
        entries={draft.target}
        readOnly={readOnly}
        problemOf={problemOfRegex}
        onChange={(target) => onChange({ ...draft, target })}
      />
      <EntryList
        title="belongs to the container with"
        noun={`container key of ${name}`}
        relation="="
        placeholders={{ key: 'Key', value: '$1' }}
        keys={IDENTITY_KEYS}
        entries={draft.container}
        readOnly={readOnly}
        problemOf={(value) => (value === '' ? 'The value, or $1 for what a group matched' : undefined)}
        onChange={(container) => onChange({ ...draft, container })}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
