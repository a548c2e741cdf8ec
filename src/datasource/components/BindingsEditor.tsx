import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Stack, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { type BindingDraft, newDraft, toBindings, toDrafts } from '../bindings';
import { moved } from '../precedence';
import { type Binding } from '../setup';
import { BindingFields } from './BindingFields';
import { PasteBindings } from './PasteBindings';

interface Props {
  bindings?: Binding[];
  readOnly?: boolean;
  onChange: (bindings: Binding[] | undefined) => void;
}

export function BindingsEditor({ bindings, readOnly, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const [written, setWritten] = useState<BindingDraft[]>([]);
  const [isPasting, setPasting] = useState(false);
  // What is stored may change from outside; what is half written is not stored.
  const isOwn = JSON.stringify(toBindings(written)) === JSON.stringify(bindings ?? []);
  const drafts = isOwn ? written : toDrafts(bindings);

  const change = (next: BindingDraft[]) => {
    setWritten(next);
    const stored = toBindings(next);
    onChange(stored.length > 0 ? stored : undefined);
  };

  return (
    <>
      {drafts.length === 0 && readOnly && <p>None</p>}
      <ol className={styles.list}>
        {drafts.map((draft, index) => (
          <li key={index}>
            <BindingFields
              number={index + 1}
              isLast={index === drafts.length - 1}
              draft={draft}
              readOnly={readOnly}
              onChange={(changed) => change(drafts.map((other, place) => (place === index ? changed : other)))}
              onMove={(by) => change(moved(drafts, index, by))}
              onRemove={() => change(drafts.filter((_, place) => place !== index))}
            />
          </li>
        ))}
      </ol>
      {!readOnly && (
        <Stack gap={1} wrap="wrap">
          <Button variant="secondary" size="sm" icon="plus" onClick={() => change([...drafts, newDraft()])}>
            Add binding
          </Button>
          <Button
            variant="secondary"
            size="sm"
            icon="clipboard-alt"
            onClick={() => setPasting(true)}
            disabled={isPasting}
          >
            Paste binding
          </Button>
        </Stack>
      )}
      {isPasting && (
        <PasteBindings
          onPaste={(pasted) => {
            change([...drafts, ...toDrafts(pasted)]);
            setPasting(false);
          }}
          onCancel={() => setPasting(false)}
        />
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    '&:not(:empty)': {
      marginBottom: theme.spacing(1),
    },
  }),
});
