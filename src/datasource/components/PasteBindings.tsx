import { Button, Field, Stack, TextArea } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { messageOf } from '../../components/errors';
import { parseBindings } from '../bindings';
import { type Binding } from '../setup';

interface Props {
  onPaste: (bindings: Binding[]) => void;
  onCancel: () => void;
}

export function PasteBindings({ onPaste, onCancel }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();

  const paste = () => {
    try {
      onPaste(parseBindings(text));
    } catch (error) {
      setProblem(messageOf(error));
    }
  };

  return (
    <div>
      <Field
        label="Binding as JSON"
        description="As the Setup page of the app suggests it; a list of several too."
        htmlFor={id}
        invalid={problem !== undefined}
        error={problem}
      >
        <TextArea
          id={id}
          rows={5}
          value={text}
          autoFocus
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setProblem(undefined);
          }}
        />
      </Field>
      <Stack gap={1}>
        <Button size="sm" onClick={paste} disabled={text.trim() === ''}>
          Add to the bindings
        </Button>
        <Button size="sm" variant="secondary" fill="text" onClick={onCancel}>
          Cancel
        </Button>
      </Stack>
    </div>
  );
}
