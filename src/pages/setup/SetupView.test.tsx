import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { pretendLayout } from '../../testing/layout';
import { emptySetup, setupAnswer } from '../../testing/setup';
import { type CheckHealth, type LoadSetup } from './loadSetup';
import { type SetupState, SetupView } from './SetupView';
import { sentence } from './words';

pretendLayout();
// Grafana's copy button asks before it takes the browser's clipboard.
beforeAll(() => Object.defineProperty(window, 'isSecureContext', { value: true }));

const DATASOURCES = [
  { uid: 'a', name: 'Memledger A' },
  { uid: 'b', name: 'Memledger B' },
];

function show(load: LoadSetup, state: Partial<SetupState> = {}, props: Partial<Parameters<typeof SetupView>[0]> = {}) {
  const onStateChange = jest.fn();
  const check: CheckHealth = async () => ({ isOk: true, message: 'found 3 containers', more: '' });
  function Host() {
    const [current, setCurrent] = useState<SetupState>({ datasource: 'a', search: '', ...state });
    return (
      <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
        <SetupView
          datasources={DATASOURCES}
          state={current}
          onStateChange={(changed) => {
            onStateChange(changed);
            setCurrent((last) => ({ ...last, ...changed }));
          }}
          load={load}
          check={check}
          canAddDatasource
          canEditDatasource
          {...props}
        />
      </MemoryRouter>
    );
  }
  render(<Host />);
  return { user: userEvent.setup(), onStateChange };
}

const progress = async () =>
  within(await screen.findByRole('list', { name: 'Progress' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent?.trim());
const found = () => setupAnswer();
const settings = '/connections/datasources/edit/a';

test('the Go target of an exporter itself is told from those of services', async () => {
  const answer = found();
  show(async () => ({
    ...answer,
    exporters: answer.exporters.map((exporter) => (exporter.side === 'go' ? { ...exporter, targets: 3 } : exporter)),
  }));
  expect(await progress()).toContain('Go services' + '2 Go processes; exporters’ own are not joined');
});

test('says how far it is, what is found, joined, not joined and missing', async () => {
  const load = jest.fn(async () => found());
  show(load);
  expect(screen.getByText('Asking the server what it holds…')).toBeInTheDocument();
  expect(await progress()).toEqual([
    'Server' + 'Prometheus 3.5.0 at prometheus:9090 answers',
    'Container memory' + '3 containers',
    'Go services' + '2 Go processes',
    'Joined' + '1 container with its Go side, 1 Go target without a container',
  ]);
  expect(load).toHaveBeenCalledWith('a', false);

  const exporters = within(screen.getByRole('region', { name: 'What was found' })).getAllByRole('rowheader');
  expect(exporters.map((cell) => cell.textContent?.trim())).toEqual([
    'cAdvisor',
    'A new exporter Not read',
    'client_golang',
  ]);
  expect(screen.getByText('Not read: cAdvisor tells of the same containers')).toBeInTheDocument();
  expect(screen.getByText('Lacks: kernel and sockets')).toBeInTheDocument();

  const joined = within(screen.getByRole('region', { name: 'Joined: 1' }));
  expect(joined.getByRole('rowheader')).toHaveTextContent('n1 / shop / web-1 / web');
  expect(joined.getByText('namespace, pod and container are the same')).toBeInTheDocument();

  const failed = within(screen.getByRole('region', { name: 'Not joined: 1' }));
  expect(failed.getByText('job="api" instance="10.0.0.9:6060"')).toBeInTheDocument();
  expect(failed.getByText('namespace="shop" pod="api-1" container="api"')).toBeInTheDocument();
  expect(failed.getByText(/^No rule fits:/)).toBeInTheDocument();

  const missing = within(screen.getByRole('region', { name: 'What would refine the breakdown' }));
  expect(missing.getByText('cAdvisor does not tell kernel and sock: memledger exporter does')).toBeInTheDocument();
  expect(missing.getByText('--enable_metrics=memory')).toBeInTheDocument();
  // A setting in words is a sentence: there is nothing to copy.
  expect(missing.getByText(/ with a collector of RssAnon beside it$/)).toBeInTheDocument();
  expect(missing.getAllByRole('button', { name: /^Copy/ })).toHaveLength(1);

  const believed = within(screen.getByRole('region', { name: 'Who is believed' }));
  expect(believed.getByText('1 more, not found')).toBeInTheDocument();
  expect(believed.getByText(/This is the default order/)).toBeInTheDocument();
});

test('a suggested binding is copied as the JSON that the settings take', async () => {
  const { user } = show(async () => found());
  await user.click(await screen.findByRole('button', { name: 'Copy the binding' }));
  expect(JSON.parse(await navigator.clipboard.readText())).toEqual(found().failures[0].suggestion?.binding);
  expect(screen.getByRole('link', { name: 'settings of the data source' })).toHaveAttribute('href', settings);
});

test('who may not change the settings sees everything and no way there', async () => {
  show(async () => found(), {}, { canEditDatasource: false });
  expect(await screen.findByText(/^No rule fits:/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Copy the binding' })).toBeInTheDocument();
  const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  expect(links.filter((href) => href?.startsWith('/connections'))).toEqual([]);
});

describe('what is not there yet', () => {
  test('nothing: what to scrape for both sides, to copy', async () => {
    const { user } = show(async () => emptySetup());
    expect(await progress()).toEqual([
      expect.stringContaining('answers'),
      'Container memory' + 'No exporter of container memory was found',
      'Go services' + 'No Go runtime metrics were found',
      'Joined' + 'Needs both sides',
    ]);
    expect(screen.getByLabelText('the scrape config')).toHaveTextContent('HOST:9435');
    expect(screen.getByLabelText('the Go code')).toHaveTextContent('promhttp.Handler()');
    await user.click(screen.getByRole('button', { name: 'Copy the scrape config' }));
    expect(await navigator.clipboard.readText()).toMatch(/^scrape_configs:\n {2}- job_name: memledger\n/);
    await user.click(screen.getByRole('radio', { name: 'cAdvisor' }));
    expect(screen.getByLabelText('the scrape config')).toHaveTextContent('HOST:8080');
    expect(screen.queryByRole('textbox', { name: 'Search joins' })).not.toBeInTheDocument();
  });

  test('Go only', async () => {
    const { exporters, failures } = found();
    show(async () => ({ ...emptySetup(), exporters: exporters.slice(0, 1), failures, failuresTotal: 1 }));
    expect(await screen.findByRole('region', { name: 'Add the memory of your containers' })).toBeInTheDocument();
    expect(screen.queryByText('Add the Go runtime metrics of your services')).not.toBeInTheDocument();
    // Without any container there is nothing to bind to.
    expect(screen.queryByRole('region', { name: /Not joined/ })).not.toBeInTheDocument();
  });

  test('containers only', async () => {
    show(async () => ({ ...emptySetup(), containers: 3 }));
    expect(await screen.findByText('Add the Go runtime metrics of your services')).toBeInTheDocument();
    expect(screen.queryByText('Add the memory of your containers')).not.toBeInTheDocument();
  });

  test('both, but not one pair', async () => {
    show(async () => setupAnswer({ paired: 0, pairs: [], pairsTotal: 0 }));
    expect((await progress()).at(-1)).toBe('Joined' + 'No container yet: 1 Go target without a container');
    expect(screen.getByText(/^No rule fits:/)).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Open the fleet' })).not.toBeInTheDocument();
  });
});

test('what the server lists only in part says so', async () => {
  show(async () => setupAnswer({ failuresTotal: 340 }));
  expect(await screen.findByRole('region', { name: 'Not joined: 1 of 340' })).toBeInTheDocument();
});

test('searching narrows both lists, and says when nothing is left', async () => {
  const { user, onStateChange } = show(async () => found());
  await user.type(await screen.findByRole('textbox', { name: 'Search joins' }), 'web');
  expect(screen.queryByText(/^No rule fits:/)).not.toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Joined: 1' })).toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: 'Search joins' }), 'x');
  expect(onStateChange).toHaveBeenLastCalledWith({ search: 'webx' });
  await user.click(screen.getByRole('button', { name: 'Clear the search' }));
  expect(screen.getByText(/^No rule fits:/)).toBeInTheDocument();
});

test('looking again detects anew, and another data source starts over', async () => {
  const load = jest.fn(async () => found());
  const { user } = show(load);
  await progress();
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  expect(load).toHaveBeenLastCalledWith('a', true);
  await user.click(screen.getByRole('combobox', { name: 'Data source' }));
  await user.click(await screen.findByRole('option', { name: 'Memledger B' }));
  await progress();
  expect(load).toHaveBeenLastCalledWith('b', false);
});

test('a server that fails says why, and where to mend it', async () => {
  const load = jest
    .fn<ReturnType<LoadSetup>, Parameters<LoadSetup>>()
    .mockRejectedValueOnce({ data: { message: 'prometheus.example: connection refused' } })
    .mockResolvedValue(found());
  const { user } = show(load);
  expect(await screen.findByRole('alert')).toHaveTextContent('prometheus.example: connection refused');
  expect(screen.getByRole('link', { name: 'Check the data source' })).toHaveAttribute('href', settings);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await progress();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

describe('the test', () => {
  test.each([
    ['passes', { isOk: true, message: 'found 3 containers', more: 'in detail' }, 'The test passed'],
    ['fails', { isOk: false, message: 'connection refused', more: '' }, 'The test failed'],
  ])('that %s is shown', async (_, health, title) => {
    const { user } = show(async () => found(), {}, { check: async () => health });
    await user.click(screen.getByRole('button', { name: 'Test' }));
    const alert = await screen.findByRole(health.isOk ? 'status' : 'alert', { name: title });
    expect(alert).toHaveTextContent(health.message);
  });

  test('that cannot be run is a failure with its reason', async () => {
    const { user } = show(async () => found(), {}, { check: () => Promise.reject(new Error('no access')) });
    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('no access');
  });
});

test('without a data source there is the way to one', () => {
  show(jest.fn(), {}, { datasources: [] });
  expect(screen.getByRole('link', { name: 'Add a Memledger data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/new'
  );
});

test('a data source that is gone is named', () => {
  const load = jest.fn();
  show(load, { datasource: 'gone' });
  expect(screen.getByRole('alert')).toHaveTextContent('“gone”');
  expect(load).not.toHaveBeenCalled();
});

test('a sentence begins with a capital, a name as it is spelled', () => {
  expect(sentence('join app: no rule fits')).toBe('Join app: no rule fits');
  expect(sentence('client_golang ≥1.20 tells')).toBe('client_golang ≥1.20 tells');
  expect(sentence('cAdvisor does not tell')).toBe('cAdvisor does not tell');
});
