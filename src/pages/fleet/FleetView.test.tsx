import { createDataFrame, dateTime, type FieldType, type QueryResultMetaNotice, type TimeRange } from '@grafana/data';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { type Ask } from '../../components/ask';
import { ALERTS } from '../../generated/alerts';
import { fourRows } from '../../testing/fleet';
import { pretendLayout } from '../../testing/layout';
import { type FleetState } from './fleetState';
import { FleetView } from './FleetView';

pretendLayout(1400);

const RANGE: TimeRange = {
  from: dateTime('2026-01-31T11:00:00Z'),
  to: dateTime('2026-01-31T12:00:00Z'),
  raw: { from: 'now-1h', to: 'now' },
};

const frame = (notices: QueryResultMetaNotice[] = [], columns = fourRows()) =>
  createDataFrame({
    meta: { notices },
    fields: columns.map((column) => ({ ...column, type: column.type as FieldType })),
  });

const answer: Ask = async () => [frame()];

const DATASOURCES = [
  { uid: 'a', name: 'Memledger A' },
  { uid: 'b', name: 'Memledger B' },
];

const STATE: FleetState = {
  ...{ datasource: 'a', tool: 'usage', heap: 'alloc', search: '', status: '', facets: {} },
  sort: { by: 'divergence', isAscending: false },
};

function show(ask: Ask, state: Partial<FleetState> = {}, props: Partial<Parameters<typeof FleetView>[0]> = {}) {
  const onStateChange = jest.fn();
  function Host() {
    const [current, setCurrent] = useState<FleetState>({ ...STATE, ...state });
    return (
      <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
        <FleetView
          datasources={DATASOURCES}
          state={current}
          onStateChange={(changed) => {
            onStateChange(changed);
            setCurrent((last) => ({ ...last, ...changed }));
          }}
          ask={ask}
          range={RANGE}
          canAddDatasource
          {...props}
        />
      </MemoryRouter>
    );
  }
  render(<Host />);
  return { user: userEvent.setup(), onStateChange };
}

const rowOf = (name: string) =>
  within(screen.getByRole('rowheader', { name: new RegExp(`^${name}`) }).closest('[role=row]')!);
const names = () =>
  screen.getAllByRole('rowheader').map((cell) => (cell.firstChild as HTMLElement | null)?.textContent ?? '');

test('a row has its numbers, its sentence and a link to the container that carries all choices', async () => {
  const ask = jest.fn(answer);
  show(ask, { tool: 'podman_3' });
  expect(screen.getByText('Loading containers…')).toBeInTheDocument();

  const link = await screen.findByRole('link', { name: 'api' });
  expect(ask.mock.calls[0]?.slice(0, 2)).toEqual([
    'a',
    [{ refId: 'fleet', queryType: 'fleet', version: 1, tool: 'podman_3', heap: 'alloc', maxRows: 10000 }],
  ]);
  expect(link).toHaveAttribute(
    'href',
    '/a/memledger-gomemory-app/container?datasource=a&namespace=shop&pod=api-1&container=api&tool=podman_3&heap=alloc&from=now-1h&to=now'
  );
  // podman prints powers of 1000: 1900 MiB is 1.99 GB.
  expect(
    rowOf('api')
      .getAllByRole('cell')
      .map((cell) => cell.textContent)
  ).toEqual([
    ...['', '1.99 GB', '41.9 MB', '1.95 GB 98%', '52.4 MB 0.6%', '8.59 GB', 'Page cache', 'Joined'],
    '98% of the gap is page cache: not a leak.',
  ]);
  expect(rowOf('api').getByText('shop / api-1')).toBeInTheDocument();
  expect(screen.getByText('3 containers, 1 Go target without a container')).toBeInTheDocument();
});

test('what is not known is said to be unknown, with the reason, and no limit is "none"', async () => {
  show(answer);
  await screen.findByRole('table');
  expect(
    rowOf('db')
      .getAllByRole('cell')
      .map((cell) => cell.textContent)
  ).toEqual([
    ...['', '100 MiB', 'unknown', 'unknown', 'unknown', 'none', 'unknown', 'No Go series', 'no Go series · Setup'],
  ]);
  expect(rowOf('db').getAllByTitle('No Go series were found for this container')).toHaveLength(2);
  expect(rowOf('db').getByRole('link', { name: 'Setup' })).toHaveAttribute(
    'href',
    '/a/memledger-gomemory-app/setup?datasource=a&search=db'
  );
  expect(
    rowOf('Go target')
      .getAllByRole('link')
      .map((link) => link.getAttribute('href'))
  ).toEqual(['/a/memledger-gomemory-app/setup?datasource=a']);
  expect(rowOf('Go target').getByText(/no container found for the Go target job="x"/)).toBeInTheDocument();
});

test('where only a bound of what is unreclaimable is known, both ends are told', async () => {
  show(answer);
  await screen.findByRole('table');
  expect(rowOf('leaky').getByText(/^≥ 850 MiB/).textContent).toBe('≥ 850 MiB ≥ 83%at most 900 MiB');
  expect(rowOf('api').queryByText(/≥|at most/)).not.toBeInTheDocument();
});

test('columns sort both ways, the unknown last', async () => {
  const { user } = show(answer);
  await screen.findByRole('table');
  expect(names().slice(0, 2)).toEqual(['api', 'leaky']);
  await user.click(screen.getByRole('button', { name: 'Go heap' }));
  expect(names()).toEqual(['leaky', 'api', 'Go target', 'db']);
  expect(screen.getByRole('columnheader', { name: 'Go heap' })).toHaveAttribute('aria-sort', 'descending');
  await user.click(screen.getByRole('button', { name: 'Go heap' }));
  expect(names()).toEqual(['Go target', 'api', 'leaky', 'db']);
  await user.click(screen.getByRole('button', { name: 'Container' }));
  expect(names()).toEqual(['api', 'db', 'Go target', 'leaky']);
});

test('a rank that needs the past asks for it, keeps its order, and shows growth and trend', async () => {
  const past = [
    { name: 'growth', type: 'number' as const, values: [0, 5 * 1024 * 1024, null, null] },
    { name: 'hours_to_limit', type: 'number' as const, values: [8760, 12, null, null] },
    { name: 'trend', type: 'string' as const, values: ['none', 'heap_leak', null, null] },
    { name: 'trend_name', type: 'string' as const, values: ['None', 'Heap leak', null, null] },
  ];
  const ask = jest.fn<ReturnType<Ask>, Parameters<Ask>>(async () => [frame([], [...fourRows(), ...past])]);
  show(ask, { sort: { by: 'growth', isAscending: false } });
  await screen.findByRole('table');
  expect(ask.mock.calls[0]?.[1]).toEqual([expect.objectContaining({ queryType: 'fleet', rank: 'growth' })]);
  expect(names().slice(0, 2)).toEqual(['leaky', 'api']);
  expect(rowOf('leaky').getByText('5.00 MiB/h')).toBeInTheDocument();
  expect(rowOf('leaky').getByText('limit in 12 h')).toBeInTheDocument();
  expect(rowOf('leaky').getByText(/heap leak/)).toBeInTheDocument();
  // What does not grow that fast has a year.
  expect(rowOf('api').queryByText(/^limit in/)).not.toBeInTheDocument();
  expect(rowOf('db').getByTitle(/The past does not tell/)).toHaveTextContent('unknown');
});

test('searching and filtering narrow the list and say by how much', async () => {
  const { user, onStateChange } = show(answer);
  await screen.findByRole('table');
  await user.type(screen.getByRole('textbox', { name: 'Search containers' }), 'SHOP cache');
  expect(names()).toEqual(['api']);
  expect(screen.getByText('1 of 3 containers')).toBeInTheDocument();
  expect(onStateChange).toHaveBeenLastCalledWith({ search: 'SHOP cache' });

  await user.type(screen.getByRole('textbox', { name: 'Search containers' }), 'x');
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear search' }));
  expect(names()).toHaveLength(4);

  await user.click(screen.getByRole('combobox', { name: 'Go series' }));
  await user.click(await screen.findByRole('option', { name: 'No Go series' }));
  expect(names()).toEqual(['db']);
});

test('another data source is asked at once, and a late answer of the first does not show', async () => {
  const late: Array<() => void> = [];
  const ask = jest.fn<ReturnType<Ask>, Parameters<Ask>>((uid) =>
    uid === 'a' ? new Promise((resolve) => late.push(() => resolve([frame()]))) : Promise.resolve([])
  );
  const { user } = show(ask);
  await user.click(screen.getByRole('combobox', { name: 'Data source' }));
  await user.click(await screen.findByRole('option', { name: 'Memledger B' }));
  expect(await screen.findByText(/no containers that Memledger can read/)).toBeInTheDocument();
  late.forEach((resolve) => resolve());
  await Promise.resolve();
  expect(ask.mock.calls.map(([uid]) => uid)).toContain('b');
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

test('another list starts at its top, the same one asked anew stays where it is', async () => {
  const scrollTo = jest.spyOn(Element.prototype, 'scrollTo');
  const view = (range: TimeRange, search: string) => (
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <FleetView
        datasources={DATASOURCES}
        state={{ ...STATE, search }}
        onStateChange={() => {}}
        ask={ask}
        range={range}
        canAddDatasource
      />
    </MemoryRouter>
  );
  const ask = jest.fn(answer);
  const { rerender } = render(view(RANGE, ''));
  await screen.findByRole('table');
  scrollTo.mockClear();
  const asked = ask.mock.calls.length;
  const later = { ...RANGE, to: dateTime('2026-01-31T12:00:10Z') };
  rerender(view(later, ''));
  await waitFor(() => expect(ask.mock.calls.length).toBeGreaterThan(asked));
  await waitFor(() => expect(screen.getByRole('region', { name: 'Fleet' })).toHaveAttribute('aria-busy', 'false'));
  expect(scrollTo).not.toHaveBeenCalledWith({ top: 0 });
  rerender(view(later, 'leaky'));
  expect(scrollTo).toHaveBeenCalledWith({ top: 0 });
});

test('a failure says what the server said, and can be tried again', async () => {
  const ask = jest
    .fn<ReturnType<Ask>, Parameters<Ask>>(answer)
    .mockRejectedValueOnce({ data: { message: 'prometheus.example: connection refused' } });
  const { user } = show(ask);
  expect(await screen.findByRole('alert')).toHaveTextContent('prometheus.example: connection refused');
  expect(screen.getByRole('link', { name: 'Check the data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/edit/a'
  );
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('table')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('warnings are shown, hints can be opened', async () => {
  show(async () => [
    frame([
      { severity: 'info', text: 'add rss to split “Anonymous, not Go”' },
      { severity: 'warning', text: '1000 of 1200 rows shown' },
    ]),
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('1000 of 1200 rows shown');
  expect(screen.getByText('1 note on this answer')).toBeInTheDocument();
  expect(screen.getByText(/add rss to split/)).not.toBeVisible();
});

test('an empty server says what it needs and where to look', async () => {
  show(async () => []);
  expect(await screen.findByText(/exporter of container memory/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Setup' })).toHaveAttribute(
    'href',
    '/a/memledger-gomemory-app/setup?datasource=a'
  );
});

describe('without a data source', () => {
  test('who may add one gets the way there', () => {
    show(jest.fn(), {}, { datasources: [] });
    expect(screen.getByRole('link', { name: 'Add a Memledger data source' })).toHaveAttribute(
      'href',
      '/connections/datasources/new'
    );
  });

  test('who may not is told whom to ask', () => {
    show(jest.fn(), {}, { datasources: [], canAddDatasource: false });
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByText(/Ask someone who administers/)).toBeInTheDocument();
  });
});

test('a data source that is gone is named, and another can be chosen', async () => {
  const ask = jest.fn();
  show(ask, { datasource: 'gone' });
  expect(screen.getByRole('alert')).toHaveTextContent('“gone”');
  expect(ask).not.toHaveBeenCalled();
  expect(screen.getByRole('combobox', { name: 'Data source' })).toBeInTheDocument();
});

test('who may create alert rules does so from a row, about its container', async () => {
  const { user } = show(answer, {}, { canCreateRules: true });
  await user.click(await screen.findByRole('button', { name: 'Create alert rule for api' }));
  const items = within(await screen.findByRole('menu', { name: 'Create alert rule' })).getAllByRole('menuitem');
  expect(items).toHaveLength(ALERTS.length);
  const { searchParams } = new URL(items[0]?.getAttribute('href') ?? '', 'http://grafana');
  const { queries } = JSON.parse(searchParams.get('defaults') ?? '');
  expect(queries[0]).toMatchObject({ datasourceUid: 'a', model: { queryType: 'signal' } });
  expect(queries[0].model.filters).toContainEqual({ key: 'container', operator: '=', value: 'api' });
});

test('others are offered none', async () => {
  show(answer);
  await screen.findByRole('link', { name: 'api' });
  expect(screen.queryByRole('button', { name: /^Create alert rule/ })).not.toBeInTheDocument();
});
