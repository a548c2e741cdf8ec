import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { pretendLayout } from '../../testing/layout';
import { readAnswer } from './containerRows';
import { ContainersView, type ViewState } from './ContainersView';
import { type LoadContainers } from './loadContainers';

pretendLayout();

const MIB = 1024 * 1024;

function frame(notices: NonNullable<DataFrame['meta']>['notices'] = []): DataFrame {
  const text = (name: string, values: Array<string | null>) => ({ name, type: FieldType.string, values });
  const number = (name: string, values: Array<number | null>) => ({ name, type: FieldType.number, values });
  return createDataFrame({
    meta: { notices },
    fields: [
      text('namespace', ['shop', 'shop', null, null]),
      text('pod', ['api-1', 'leaky-1', null, null]),
      text('container', ['api', 'leaky', 'db', null]),
      number('reported', [1900 * MIB, 900 * MIB, 100 * MIB, null]),
      number('heap', [40 * MIB, 800 * MIB, null, 5 * MIB]),
      number('divergence', [1860 * MIB, 100 * MIB, null, null]),
      number('ratio', [0.98, 0.11, null, null]),
      number('limit', [8192 * MIB, 1024 * MIB, null, null]),
      number('unreclaimable', [50 * MIB, 850 * MIB, null, null]),
      number('unreclaimable_high', [50 * MIB, 900 * MIB, null, null]),
      number('unreclaimable_ratio', [0.006, 0.83, null, null]),
      text('summary', ['98% of the gap is page cache: not a leak.', 'Mostly heap.', '', '']),
      text('exporter', ['memledger', 'memledger', 'brandnew', '']),
      text('status', ['paired', 'paired', 'no_go', 'no_cgroup']),
      text('missing', ['', '', 'add heap_alloc_bytes', 'no container found for the Go target job="x"']),
    ],
  });
}

const DATASOURCES = [
  { uid: 'a', name: 'Memledger A' },
  { uid: 'b', name: 'Memledger B' },
];

function show(
  load: LoadContainers,
  state: Partial<ViewState> = {},
  props: Partial<Parameters<typeof ContainersView>[0]> = {}
) {
  const onStateChange = jest.fn();
  function Host() {
    const [current, setCurrent] = useState<ViewState>({ datasource: 'a', tool: 'usage', search: '', ...state });
    return (
      <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
        <ContainersView
          datasources={DATASOURCES}
          state={current}
          onStateChange={(changed) => {
            onStateChange(changed);
            setCurrent((last) => ({ ...last, ...changed }));
          }}
          load={load}
          canAddDatasource
          {...props}
        />
      </MemoryRouter>
    );
  }
  render(<Host />);
  return { user: userEvent.setup(), onStateChange };
}

const names = () =>
  screen.getAllByRole('rowheader').map((cell) => cell.querySelector('a')?.textContent ?? cell.textContent);

test('a row has its numbers, its sentence and a link that presets the dashboard', async () => {
  const load = jest.fn(async () => readAnswer([frame()]));
  show(load, { tool: 'podman_3' });
  expect(screen.getByText('Loading containers…')).toBeInTheDocument();

  const link = await screen.findByRole('link', { name: 'api' });
  expect(load).toHaveBeenCalledWith('a', 'podman_3');
  expect(link).toHaveAttribute(
    'href',
    '/d/memledger-container-memory?var-datasource=a&var-namespace=shop&var-pod=api-1&var-container=api&var-tool=podman_3'
  );
  const row = within(link.closest('tbody')!);
  expect(row.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
    '1.86 GiB',
    '40 MiB',
    '1.82 GiB',
    '98%',
    '8 GiB',
    '1%',
    'memledger exporter',
    'Joined',
    '98% of the gap is page cache: not a leak.',
  ]);
  expect(row.getByText('shop / api-1')).toBeInTheDocument();
  expect(screen.getByText('3 containers, 1 Go target without a container')).toBeInTheDocument();
});

test('what is not known is a dash, no limit is "none", and an unknown exporter keeps its id', async () => {
  show(async () => readAnswer([frame()]));
  const db = within((await screen.findByRole('link', { name: 'db' })).closest('tbody')!);
  expect(db.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
    ...['100 MiB', '–', '–', '–', 'none', '–', 'brandnew', 'No Go series', 'no Go series · Setup'],
  ]);
  expect(db.getByRole('link', { name: 'Setup' })).toHaveAttribute(
    'href',
    '/a/memledger-gomemory-app/setup?datasource=a&search=db'
  );
  const unpaired = within(screen.getByText('Go target').closest('tbody')!);
  expect(unpaired.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/a/memledger-gomemory-app/setup?datasource=a',
  ]);
  expect(unpaired.getByText(/no container found for the Go target job="x"/)).toBeInTheDocument();
});

test('an interval of the unreclaimable is told as one', async () => {
  show(async () => readAnswer([frame()]));
  await screen.findByRole('link', { name: 'leaky' });
  expect(screen.getByTitle('Between 850 MiB and 900 MiB')).toHaveTextContent('83%');
  expect(screen.getByTitle('50 MiB')).toHaveTextContent('1%');
});

test('columns sort both ways, the unknown last', async () => {
  const { user } = show(async () => readAnswer([frame()]));
  await screen.findByRole('table');
  expect(names().slice(0, 2)).toEqual(['api', 'leaky']);
  await user.click(screen.getByRole('button', { name: 'Heap' }));
  expect(names()).toEqual(['leaky', 'api', 'Go target', 'db']);
  expect(screen.getByRole('columnheader', { name: 'Heap' })).toHaveAttribute('aria-sort', 'descending');
  await user.click(screen.getByRole('button', { name: 'Heap' }));
  expect(names()).toEqual(['Go target', 'api', 'leaky', 'db']);
  await user.click(screen.getByRole('button', { name: 'Container' }));
  expect(names()).toEqual(['api', 'db', 'leaky', 'Go target']);
});

test('searching narrows the list and says by how much', async () => {
  const { user, onStateChange } = show(async () => readAnswer([frame()]));
  await screen.findByRole('table');
  await user.type(screen.getByRole('textbox', { name: 'Search containers' }), 'SHOP cache');
  expect(names()).toEqual(['api']);
  expect(screen.getByText('1 of 3 containers')).toBeInTheDocument();
  expect(onStateChange).toHaveBeenLastCalledWith({ search: 'SHOP cache' });

  await user.type(screen.getByRole('textbox', { name: 'Search containers' }), 'x');
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear the search' }));
  expect(names()).toHaveLength(4);
});

test('another data source or tool is asked at once, and a late answer to the first does not show', async () => {
  const late: Array<() => void> = [];
  const load = jest.fn((uid: string) =>
    uid === 'a'
      ? new Promise<ReturnType<typeof readAnswer>>((resolve) => late.push(() => resolve(readAnswer([frame()]))))
      : Promise.resolve(readAnswer([]))
  );
  const { user } = show(load);
  await user.click(screen.getByRole('combobox', { name: 'Data source' }));
  await user.click(await screen.findByRole('option', { name: 'Memledger B' }));
  expect(await screen.findByText(/no containers that Memledger can read/)).toBeInTheDocument();
  late.forEach((resolve) => resolve());
  await Promise.resolve();
  expect(load).toHaveBeenLastCalledWith('b', 'usage');
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

test('a failure says what the server said, and can be tried again', async () => {
  const load = jest
    .fn<ReturnType<LoadContainers>, Parameters<LoadContainers>>()
    .mockRejectedValueOnce({ data: { message: 'prometheus.example: connection refused' } })
    .mockResolvedValue(readAnswer([frame()]));
  const { user } = show(load);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('prometheus.example: connection refused');
  expect(screen.getByRole('link', { name: 'Check the data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/edit/a'
  );
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('table')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('warnings are shown, hints can be opened', async () => {
  const notices = [
    { severity: 'info' as const, text: 'add rss to split “Anonymous, not Go”' },
    { severity: 'warning' as const, text: '1000 of 1200 rows shown' },
  ];
  show(async () => readAnswer([frame(notices)]));
  expect(await screen.findByRole('alert')).toHaveTextContent('1000 of 1200 rows shown');
  expect(screen.getByText('1 note on this answer')).toBeInTheDocument();
  expect(screen.getByText(/add rss to split/)).not.toBeVisible();
});

test('an empty server says what it needs and where to look', async () => {
  show(async () => readAnswer([]));
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
  const load = jest.fn();
  show(load, { datasource: 'gone' });
  expect(screen.getByRole('alert')).toHaveTextContent('“gone”');
  expect(load).not.toHaveBeenCalled();
  expect(screen.getByRole('combobox', { name: 'Data source' })).toBeInTheDocument();
});
