import { type ComboboxOption } from '@grafana/ui';
import { act, render } from '@testing-library/react';
import React from 'react';
import { Choice, MultiChoice } from './Choice';

type Tell = (told: unknown) => void;
const grafana: { single?: Tell; multi?: Tell; value?: unknown } = {};

// The combobox that tells a choice again at every render cannot be had in jsdom; this one does as it is told.
jest.mock('@grafana/ui', () => ({
  Combobox: ({ onChange, value }: { onChange: Tell; value: unknown }) => {
    grafana.single = onChange;
    grafana.value = value;
    return null;
  },
  MultiCombobox: ({ onChange }: { onChange: Tell }) => {
    grafana.multi = onChange;
    return null;
  },
}));

const option = (value: string): ComboboxOption => ({ value, label: value });

test('a choice is told once, even before it has come back as the value', () => {
  const onChange = jest.fn();
  const { rerender } = render(<Choice options={[]} value="a" onChange={onChange} />);
  const stale = grafana.single;
  act(() => stale?.(option('b')));
  act(() => stale?.(option('b')));
  rerender(<Choice options={[]} value="a" onChange={onChange} />);
  act(() => stale?.(option('b')));
  rerender(<Choice options={[]} value="b" onChange={onChange} />);
  act(() => stale?.(option('b')));
  expect(onChange.mock.calls).toEqual([['b']]);

  act(() => grafana.single?.(option('a')));
  expect(onChange.mock.calls).toEqual([['b'], ['a']]);
});

test('a value that changes from outside can be chosen back', () => {
  const onChange = jest.fn();
  const { rerender } = render(<Choice options={[]} value="a" onChange={onChange} />);
  act(() => grafana.single?.(option('b')));
  rerender(<Choice options={[]} value="b" onChange={onChange} />);
  rerender(<Choice options={[]} value="c" onChange={onChange} />);
  act(() => grafana.single?.(option('b')));
  expect(onChange.mock.calls).toEqual([['b'], ['b']]);
});

test('clearing is told as clearing', () => {
  const [onChange, onClear] = [jest.fn(), jest.fn()];
  render(<Choice options={[]} value="a" onChange={onChange} onClear={onClear} />);
  act(() => grafana.single?.(null));
  act(() => grafana.single?.(null));
  expect(onClear).toHaveBeenCalledTimes(1);
  expect(onChange).not.toHaveBeenCalled();
});

test('a value that is asked for is its own label, and the same object at every render', () => {
  const options = async () => [];
  const { rerender } = render(<Choice options={options} value="a" onChange={jest.fn()} />);
  const first = grafana.value;
  expect(first).toEqual({ label: 'a', value: 'a' });
  rerender(<Choice options={options} value="a" onChange={jest.fn()} />);
  expect(grafana.value).toBe(first);
});

test('of several values each is told once', () => {
  const onChange = jest.fn();
  render(<MultiChoice options={[]} values={['a']} onChange={onChange} />);
  act(() => grafana.multi?.([option('a'), option('b')]));
  act(() => grafana.multi?.([option('a'), option('b'), option('b')]));
  expect(onChange.mock.calls).toEqual([[['a', 'b']]]);
});
