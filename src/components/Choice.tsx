import { Combobox, MultiCombobox, type ComboboxOption } from '@grafana/ui';
import React, { useEffect, useMemo, useRef } from 'react';

// Grafana's comboboxes, each choice told once. On its own a combobox may tell it again at every render: when a mouse
// movement still waits to be rendered, React replays the click after it, and the combobox takes the replay for a new
// choice. If the answer to a choice is a render, as it is here, that goes round until React stops the whole page.

interface CommonProps<T extends string> {
  id?: string;
  'aria-labelledby'?: string;
  /** A function is asked for what matches a text; its answers may be anything, so a value is its own label. */
  options: Array<ComboboxOption<T>> | ((search: string) => Promise<Array<ComboboxOption<T>>>);
  placeholder?: string;
  disabled?: boolean;
  createCustomValue?: boolean;
}

interface ChoiceProps<T extends string> extends CommonProps<T> {
  value: T | undefined;
  onChange: (value: T) => void;
  /** With it there is a button for no choice. */
  onClear?: () => void;
  /** In units of the theme's grid; without one it fills its container. */
  width?: number;
}

export function Choice<T extends string>({ value, onChange, onClear, ...props }: ChoiceProps<T>) {
  const told = useTold(value ?? null);
  const tell = (option: ComboboxOption<T> | null) => {
    const chosen = option?.value ?? null;
    if (told.isNew(chosen)) {
      return chosen === null ? onClear?.() : onChange(chosen);
    }
  };
  const isAsync = typeof props.options === 'function';
  // A new object is a new value to the combobox.
  const shown = useMemo(
    () => (isAsync && value !== undefined ? { label: value, value } : (value ?? null)),
    [isAsync, value]
  );
  return onClear ? (
    <Combobox {...props} value={shown} isClearable onChange={tell} />
  ) : (
    <Combobox {...props} value={shown} onChange={tell} />
  );
}

interface MultiChoiceProps<T extends string> extends CommonProps<T> {
  values: readonly T[];
  onChange: (values: T[]) => void;
}

export function MultiChoice<T extends string>({ values, onChange, ...props }: MultiChoiceProps<T>) {
  const key = JSON.stringify(values);
  const told = useTold(key);
  const tell = (options: Array<ComboboxOption<T>>) => {
    // A choice that is told twice is in the list twice.
    const chosen = [...new Set(options.map(({ value }) => value))];
    if (told.isNew(JSON.stringify(chosen))) {
      onChange(chosen);
    }
  };
  const isAsync = typeof props.options === 'function';
  const shown = useMemo(() => {
    const parsed: T[] = JSON.parse(key);
    return isAsync ? parsed.map((value) => ({ label: value, value })) : parsed;
  }, [isAsync, key]);
  // Only the union of the two is accepted, not an array of it.
  return <MultiCombobox {...props} value={shown as T[]} onChange={tell} />;
}

/** Remembers what was told last: the value from outside, or the choice that is to become it. */
function useTold(value: string | null) {
  const last = useRef(value);
  useEffect(() => {
    last.current = value;
  }, [value]);
  return {
    isNew: (chosen: string | null) => {
      const isNew = chosen !== last.current;
      last.current = chosen;
      return isNew;
    },
  };
}
