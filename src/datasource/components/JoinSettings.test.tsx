import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { dialectName } from '../../components/dialects';
import { pretendLayout } from '../../testing/layout';
import { type Settings } from '../copyFromPrometheus';
import { orderOf } from '../precedence';
import { type Binding } from '../setup';
import { type MemledgerOptions, type Precedence } from '../types';
import { BindingsEditor } from './BindingsEditor';
import { PrecedenceEditor } from './PrecedenceEditor';
import { ScaleOutFields } from './ScaleOutFields';

pretendLayout();

const field = (name: string | RegExp) => screen.getByRole('textbox', { name });
const type = (name: string | RegExp, value: string) => fireEvent.change(field(name), { target: { value } });

/** An editor whose value comes back, as it does in Grafana. */
function edit<T>(initial: T, render_: (value: T, onChange: (value: T) => void) => React.JSX.Element) {
  const onChange = jest.fn();
  function Host() {
    const [value, setValue] = useState(initial);
    return render_(value, (next) => {
      onChange(next);
      setValue(next);
    });
  }
  render(<Host />);
  return { user: userEvent.setup(), onChange };
}

const api: Binding = { target: { job: 'api' }, container: { container: 'api' } };
const web: Binding = { target: { job: 'web' }, container: { container: 'web' } };

describe('bindings', () => {
  const editBindings = (initial?: Binding[], readOnly = false) =>
    edit(initial, (bindings, onChange) => (
      <BindingsEditor bindings={bindings} readOnly={readOnly} onChange={onChange} />
    ));

  test('one is written from nothing', async () => {
    const { user, onChange } = editBindings();
    await user.click(screen.getByRole('button', { name: 'Add binding' }));
    expect(onChange).toHaveBeenLastCalledWith(undefined);
    type('Name of label of binding 1, line 1', 'job');
    type('Value of label of binding 1, line 1', 'shop-(.+)');
    type('Value of container key of binding 1, line 1', '$1');
    expect(onChange).toHaveBeenLastCalledWith([{ target: { job: 'shop-(.+)' }, container: { container: '$1' } }]);

    await user.click(screen.getByRole('button', { name: 'Add label of binding 1' }));
    type('Name of label of binding 1, line 2', 'instance');
    type('Value of label of binding 1, line 2', '.+:6060');
    expect(onChange.mock.lastCall[0][0].target).toEqual({ job: 'shop-(.+)', instance: '.+:6060' });
    await user.click(screen.getByRole('button', { name: 'Remove label of binding 1, line 1' }));
    expect(onChange.mock.lastCall[0][0].target).toEqual({ instance: '.+:6060' });
  });

  test('the key of the container is one of the identity keys', async () => {
    const { user, onChange } = editBindings([api]);
    await user.click(screen.getByRole('combobox', { name: 'Name of container key of binding 1, line 1' }));
    await user.click(await screen.findByRole('option', { name: 'pod' }));
    expect(onChange).toHaveBeenLastCalledWith([{ target: { job: 'api' }, container: { pod: 'api' } }]);
  });

  test('an invalid expression and a label that is there twice are told at their field', () => {
    editBindings([{ target: { job: 'api', instance: '.+' }, container: { container: 'api' } }]);
    type('Value of label of binding 1, line 1', '(api');
    expect(field('Value of label of binding 1, line 1')).toBeInvalid();
    expect(screen.getByText(/Invalid regular expression/)).toBeInTheDocument();
    type('Value of label of binding 1, line 1', 'api');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    type('Name of label of binding 1, line 2', 'job');
    expect(screen.getAllByText('job is there already')).toHaveLength(2);
  });

  test('order and removal', async () => {
    const { user, onChange } = editBindings([api, web]);
    expect(screen.getByRole('button', { name: 'Move binding 1 up' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Move binding 2 up' }));
    expect(onChange).toHaveBeenLastCalledWith([web, api]);
    await user.click(screen.getByRole('button', { name: 'Remove binding 1' }));
    expect(onChange).toHaveBeenLastCalledWith([api]);
    await user.click(screen.getByRole('button', { name: 'Remove binding 1' }));
    expect(onChange).toHaveBeenLastCalledWith(undefined);
  });

  test('what the Setup page copies is pasted', async () => {
    const { user, onChange } = editBindings([api]);
    await user.click(screen.getByRole('button', { name: 'Paste binding' }));
    type(/^Binding as JSON/, '{"job": "web"}');
    await user.click(screen.getByRole('button', { name: 'Add to the bindings' }));
    expect(screen.getByText(/A binding has the form/)).toBeInTheDocument();
    type(/^Binding as JSON/, JSON.stringify(web));
    await user.click(screen.getByRole('button', { name: 'Add to the bindings' }));
    expect(onChange).toHaveBeenLastCalledWith([api, web]);
    expect(screen.queryByRole('textbox', { name: /^Binding as JSON/ })).not.toBeInTheDocument();
  });

  test('provisioned ones are shown and cannot be changed', () => {
    editBindings([api], true);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    screen.getAllByRole('textbox').forEach((input) => expect(input).toBeDisabled());
    expect(screen.getByRole('combobox')).toBeDisabled();
  });
});

describe('precedence', () => {
  const editPrecedence = (initial?: Precedence, readOnly = false) =>
    edit(initial, (precedence, onChange) => (
      <PrecedenceEditor precedence={precedence} readOnly={readOnly} onChange={onChange} />
    ));
  const names = (group: string) =>
    within(screen.getByRole('group', { name: group }))
      .getAllByRole('listitem')
      .map((item) => item.textContent?.replace(/^\d+/, ''));
  const [first, second] = orderOf('cgroup').map(dialectName);

  test('an exporter moves, and all go back', async () => {
    const { user, onChange } = editPrecedence();
    expect(names('Order of Containers').slice(0, 2)).toEqual([first, second]);
    expect(screen.getByRole('button', { name: 'Default order' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: `Move ${second} up` }));
    expect(onChange).toHaveBeenLastCalledWith({ cgroup: [orderOf('cgroup')[1]] });
    expect(names('Order of Containers').slice(0, 2)).toEqual([second, first]);
    await user.click(screen.getByRole('button', { name: 'Default order' }));
    expect(onChange).toHaveBeenLastCalledWith(undefined);
    expect(names('Order of Containers').slice(0, 2)).toEqual([first, second]);
  });

  test('a provisioned order is shown and cannot be changed', () => {
    editPrecedence({ cgroup: ['newer'] }, true);
    expect(names('Order of Containers')[0]).toBe('newer');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('Mimir and Thanos', () => {
  const editFields = (jsonData: MemledgerOptions = {}, readOnly = false) =>
    edit({ jsonData, readOnly } as Settings, (settings, onChange) => (
      <ScaleOutFields settings={settings} onChange={onChange} />
    ));

  test('each stands in the settings, and the server’s default is nothing at all', async () => {
    const { user, onChange } = editFields();
    const stored = () => JSON.parse(JSON.stringify(onChange.mock.lastCall[0].jsonData));
    type('Tenant', 'team-a|team-b');
    const [partial, dedup] = ['Partial response', 'Deduplication'].map((name) =>
      within(screen.getByRole('radiogroup', { name }))
    );
    await user.click(partial.getByRole('radio', { name: 'No' }));
    await user.click(dedup.getByRole('radio', { name: 'Yes' }));
    await user.click(screen.getByRole('combobox', { name: 'Max. source resolution' }));
    await user.click(await screen.findByRole('option', { name: /5m/ }));
    expect(stored()).toEqual({
      tenant: 'team-a|team-b',
      partialResponse: false,
      dedup: true,
      maxSourceResolution: '5m',
    });
    await user.click(partial.getByRole('radio', { name: /default/ }));
    await user.click(dedup.getByRole('radio', { name: /default/ }));
    type('Tenant', '');
    expect(stored()).toEqual({ maxSourceResolution: '5m' });
  });

  test('a tenant that no server takes is marked', () => {
    editFields({ tenant: 'team a' });
    expect(screen.getByText(/several joined by/)).toBeInTheDocument();
  });

  test('what is provisioned cannot be changed', () => {
    editFields({ tenant: 'a' }, true);
    expect(screen.getByRole('textbox', { name: 'Tenant' })).toBeDisabled();
    screen.getAllByRole('radio').forEach((radio) => expect(radio).toBeDisabled());
  });
});
