import { dateTime, type DataSourceInstanceSettings, type TimeRange } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { listDatasources } from '../../components/datasources';
import { pretendLayout } from '../../testing/layout';
import { MemledgerDatasource } from '../datasource';
import { type MemledgerOptions, type MemledgerQuery } from '../types';
import { AnnotationQueryEditor } from './AnnotationQueryEditor';
import { QueryEditor } from './QueryEditor';
import { VariableQueryEditor } from './VariableQueryEditor';

jest.mock('../../components/datasources');
pretendLayout();

function pretendDatasources(linkedPrometheusUid?: string) {
  const known = [
    { uid: 'prom', name: 'Prometheus', type: 'prometheus', jsonData: {} },
    { uid: 'memledger', name: 'Memledger', type: 'memledger-gomemory-datasource', jsonData: { linkedPrometheusUid } },
  ] as ReturnType<typeof listDatasources>;
  jest.mocked(listDatasources).mockImplementation((types) => known.filter(({ type }) => types.includes(type)));
}

beforeEach(() => pretendDatasources());

function datasource() {
  const settings = {
    uid: 'memledger',
    type: 'memledger-gomemory-datasource',
    jsonData: {},
  } as DataSourceInstanceSettings<MemledgerOptions>;
  const templateSrv = {
    replace: (text?: string) => text ?? '',
    getVariables: () => [{ name: 'container' }],
  } as unknown as TemplateSrv;
  const made = new MemledgerDatasource(settings, templateSrv);
  jest.spyOn(made, 'suggest').mockImplementation(async (key) => [`${key}-1`, `${key}-2`]);
  return made;
}

function edit(query: Partial<MemledgerQuery>, source = datasource(), range?: TimeRange) {
  const onChange = jest.fn();
  const onRunQuery = jest.fn();
  function Host() {
    const [current, setCurrent] = useState<MemledgerQuery>({ refId: 'A', version: 1, ...query });
    return (
      <QueryEditor
        datasource={source}
        query={current}
        onChange={(next) => {
          onChange(next);
          setCurrent(next);
        }}
        onRunQuery={onRunQuery}
        range={range}
      />
    );
  }
  render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <Host />
    </MemoryRouter>
  );
  return { user: userEvent.setup(), onChange, onRunQuery, source };
}

async function choose(user: ReturnType<typeof userEvent.setup>, label: string, option: string) {
  await user.click(screen.getByRole('combobox', { name: label }));
  await user.click(await screen.findByRole('option', { name: new RegExp(`^${option}`) }));
}

test.each([
  ['ledger', ['Reported by', 'Classes - optional'], ['Heap', 'Measure']],
  ['divergence', ['Reported by', 'Heap', 'Measures - optional'], ['Classes - optional', 'Measure']],
  ['tools', [], ['Reported by', 'Heap', 'Classes - optional']],
  ['signal', ['Measure', 'Reported by', 'Heap'], ['Measures - optional']],
  ['containers', ['Reported by', 'Heap'], ['Classes - optional', 'Order']],
  ['fleet', ['Order', 'Reported by', 'Heap'], ['Look back']],
  ['verdict', ['Order', 'Look back'], ['Causes', 'Measure']],
  ['events', [], ['Reported by', 'Heap', 'Look back']],
] as const)('%s shows its own fields', (queryType, shown, hidden) => {
  edit({ queryType, measures: queryType === 'signal' ? ['divergence_bytes'] : undefined });
  for (const name of shown) {
    expect(screen.getByRole('combobox', { name })).toBeInTheDocument();
  }
  for (const name of hidden) {
    expect(screen.queryByRole('combobox', { name })).not.toBeInTheDocument();
  }
});

test('an order of the past shows how far it looks back', async () => {
  const { user, onChange } = edit({ queryType: 'fleet' });
  await choose(user, 'Order', 'Growth');
  expect(screen.getByRole('combobox', { name: 'Look back' })).toHaveValue('3d');
  expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ rank: 'growth' }));
});

test('a confidence asks for causes', () => {
  edit({ queryType: 'signal', measures: ['confidence'] });
  expect(screen.getByRole('combobox', { name: 'Causes' })).toBeInTheDocument();
});

test('a query without a type is shown as the breakdown', () => {
  edit({ version: undefined });
  expect(screen.getByRole('combobox', { name: 'Show' })).toHaveValue('Breakdown');
});

test('another type keeps the filters and runs', async () => {
  const filters: MemledgerQuery['filters'] = [{ key: 'container', operator: '=', value: 'api' }];
  const { user, onChange, onRunQuery } = edit({ queryType: 'ledger', tool: 'podman_3', classes: ['shmem'], filters });
  await choose(user, 'Show', 'Signal');
  expect(onChange).toHaveBeenLastCalledWith({
    refId: 'A',
    version: 1,
    queryType: 'signal',
    tool: 'podman_3',
    heap: 'alloc',
    measures: ['unreclaimable_ratio'],
    filters,
  });
  expect(onRunQuery).toHaveBeenCalledTimes(1);
});

test('a new filter runs only when it has a value, which the server suggests', async () => {
  const { user, onChange, onRunQuery, source } = edit({ queryType: 'ledger' });
  await user.click(screen.getByRole('button', { name: 'Add filter' }));
  await choose(user, 'Key of filter 1', 'pod');
  expect(onRunQuery).not.toHaveBeenCalled();

  await choose(user, 'Value of filter 1', 'pod-2');
  expect(source.suggest).toHaveBeenCalledWith('pod', '', [], undefined);
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ filters: [{ key: 'pod', operator: '=', value: 'pod-2' }] })
  );
  expect(onRunQuery).toHaveBeenCalledTimes(1);
});

test('a value can be typed, and dashboard variables are offered, when the server cannot be asked', async () => {
  const source = datasource();
  jest.spyOn(source, 'suggest').mockRejectedValue(new Error('down'));
  const { user, onChange } = edit({ filters: [{ key: 'container', operator: '=' }] }, source);
  await choose(user, 'Value of filter 1', '\\$container');
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ filters: [{ key: 'container', operator: '=', value: '$container' }] })
  );
  await user.click(screen.getByRole('combobox', { name: 'Value of filter 1' }));
  await user.keyboard('mine');
  await user.click(await screen.findByRole('option', { name: /mine/ }));
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ filters: [{ key: 'container', operator: '=', value: 'mine' }] })
  );
});

test('"any of" takes the value along and back', async () => {
  const { user, onChange } = edit({ filters: [{ key: 'container', operator: '=', value: 'api' }] });
  await choose(user, 'Operator of filter 1', '=\\|');
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ filters: [{ key: 'container', operator: '=|', values: ['api'] }] })
  );
  expect(screen.getByRole('combobox', { name: 'Values of filter 1' })).toBeInTheDocument();
  await choose(user, 'Operator of filter 1', '!= ?Is not$');
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ filters: [{ key: 'container', operator: '!=', value: 'api' }] })
  );
});

test('removing a filter removes that one', async () => {
  const { user, onChange } = edit({
    filters: [
      { key: 'container', operator: '=', value: 'api' },
      { key: 'pod', operator: '=', value: 'p' },
    ],
  });
  const first = screen.getByRole('group', { name: 'filter 1' });
  await user.click(within(first).getByRole('button', { name: 'Remove filter 1' }));
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ filters: [{ key: 'pod', operator: '=', value: 'p' }] })
  );
});

test('PromQL is asked for only when it is opened, and again when the query changes', async () => {
  const source = datasource();
  const explain = jest.spyOn(source, 'explain').mockResolvedValue({ promql: ['up', 'max by (job) (up)'] });
  const { user } = edit({ queryType: 'ledger' }, source);
  expect(explain).not.toHaveBeenCalled();

  await user.click(screen.getByRole('button', { name: 'PromQL' }));
  expect(await screen.findByText('max by (job) (up)')).toBeInTheDocument();
  expect(screen.getByText('up')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Copy PromQL' })).toBeInTheDocument();

  await choose(user, 'Show', 'Gap');
  await waitFor(() => expect(explain).toHaveBeenCalledTimes(2));
  expect(explain.mock.lastCall?.[0]).toMatchObject({ queryType: 'divergence' });
});

describe('PromQL in Explore', () => {
  const range: TimeRange = {
    from: dateTime(1700000000000),
    to: dateTime(1700003600000),
    raw: { from: 'now-1h', to: dateTime(1700003600000) },
  };

  async function openPromql(linkedPrometheusUid: string | undefined) {
    pretendDatasources(linkedPrometheusUid);
    const source = datasource();
    jest.spyOn(source, 'explain').mockResolvedValue({ promql: ['up', 'max by (job) (up)'] });
    const { user } = edit({ queryType: 'ledger' }, source, range);
    await user.click(screen.getByRole('button', { name: 'PromQL' }));
    await screen.findByText('up');
  }

  test('each query opens on the linked data source, at the same time range', async () => {
    await openPromql('prom');
    const link = screen.getByRole('link', { name: 'Open query 2 in Explore' });
    const panes = JSON.parse(new URL(link.getAttribute('href')!, 'http://grafana').searchParams.get('panes')!);
    expect(Object.values(panes)).toEqual([
      {
        datasource: 'prom',
        queries: [{ refId: 'A', expr: 'max by (job) (up)', datasource: { uid: 'prom', type: 'prometheus' } }],
        range: { from: 'now-1h', to: '1700003600000' },
      },
    ]);
    expect(screen.getAllByRole('link')).toHaveLength(2);
  });

  test.each([undefined, 'deleted'])('without one there is a way to link it (%s)', async (linked) => {
    await openPromql(linked);
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/connections/datasources/edit/memledger',
    ]);
  });
});

test('PromQL that cannot be had says why', async () => {
  const source = datasource();
  jest.spyOn(source, 'explain').mockRejectedValue({ data: { message: 'unresolved variable $pod' } });
  const { user } = edit({ queryType: 'ledger' }, source);
  await user.click(screen.getByRole('button', { name: 'PromQL' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('unresolved variable $pod');
});

test('the variable editor offers filters only for what the server knows', async () => {
  const onChange = jest.fn();
  const user = userEvent.setup();
  const props = { datasource: datasource(), onChange, onRunQuery: jest.fn() };
  const { rerender } = render(<VariableQueryEditor {...props} query={{ refId: '' }} />);
  expect(screen.getByRole('combobox', { name: 'Values' })).toHaveValue('Containers');
  expect(screen.getByRole('button', { name: 'Add filter' })).toBeInTheDocument();
  await choose(user, 'Values', 'Tools');
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ queryType: 'variable', variable: { kind: 'tools' } })
  );
  await act(async () => rerender(<VariableQueryEditor {...props} query={onChange.mock.lastCall[0]} />));
  expect(screen.queryByRole('button', { name: 'Add filter' })).not.toBeInTheDocument();
});

test('an annotation is of events, so its editor offers the containers and nothing else', async () => {
  const onChange = jest.fn();
  const onRunQuery = jest.fn();
  const user = userEvent.setup();
  const query = { refId: 'Anno', queryType: 'ledger' as const, version: 1, format: 'table' as const };
  render(<AnnotationQueryEditor datasource={datasource()} onChange={onChange} onRunQuery={onRunQuery} query={query} />);
  expect(screen.queryAllByRole('combobox')).toEqual([]);
  expect(screen.queryAllByRole('radio')).toEqual([]);
  // Opened, it changes nothing: a change makes Grafana ask anew.
  expect(onChange).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Add filter' }));
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(onChange).toHaveBeenCalledWith({
    refId: 'Anno',
    queryType: 'events',
    version: 1,
    format: undefined,
    filters: [{ key: 'container', operator: '=' }],
  });
  expect(onRunQuery).not.toHaveBeenCalled();
});
