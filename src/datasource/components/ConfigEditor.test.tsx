import { config } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { listDatasources } from '../../components/datasources';
import { pretendLayout } from '../../testing/layout';
import { type PrometheusSettings, type Settings } from '../copyFromPrometheus';
import { ConfigEditor } from './ConfigEditor';
import { CopyFromPrometheus } from './CopyFromPrometheus';

jest.mock('../../components/datasources');
pretendLayout();

beforeEach(() => {
  jest
    .mocked(listDatasources)
    .mockReturnValue([{ uid: 'prom', name: 'Prometheus', type: 'prometheus' }] as ReturnType<typeof listDatasources>);
});

function settings(changed: Partial<Settings> = {}): Settings {
  return {
    uid: 'memledger',
    name: 'Memledger',
    type: 'memledger-gomemory-datasource',
    access: 'proxy',
    url: 'http://prometheus:9090',
    version: 2,
    jsonData: {},
    secureJsonFields: {},
    ...changed,
  } as Settings;
}

function edit(options: Settings) {
  const onOptionsChange = jest.fn();
  function Host() {
    const [current, setCurrent] = useState(options);
    return (
      <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
        <ConfigEditor
          options={current}
          onOptionsChange={(next) => {
            onOptionsChange(next);
            setCurrent(next);
          }}
        />
      </MemoryRouter>
    );
  }
  render(<Host />);
  return { user: userEvent.setup(), onOptionsChange };
}

test('says which ways of signing in there are not', () => {
  edit(settings());
  expect(screen.getByText(/SigV4 \(Amazon\) and Azure authentication are not supported/)).toBeInTheDocument();
});

test('asks with POST unless told otherwise, and stores what is typed', async () => {
  const { user, onOptionsChange } = edit(settings());
  expect(screen.getByRole('combobox', { name: 'HTTP method' })).toHaveValue('POST');
  await user.type(screen.getByRole('textbox', { name: 'Scrape interval' }), '30s');
  expect(onOptionsChange.mock.lastCall[0].jsonData).toEqual({ timeInterval: '30s' });
  await user.type(screen.getByRole('textbox', { name: 'Query parameters' }), 'dedup=true');
  expect(onOptionsChange.mock.lastCall[0].jsonData).toEqual({
    timeInterval: '30s',
    customQueryParameters: 'dedup=true',
  });
});

test('an interval without a unit is marked before it is saved', async () => {
  const { user } = edit(settings());
  await user.type(screen.getByRole('textbox', { name: 'Scrape interval' }), '30');
  expect(screen.getByText(/A number with its unit/)).toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: 'Scrape interval' }), 's');
  expect(screen.queryByText(/A number with its unit/)).not.toBeInTheDocument();
});

test.each([
  ['just added', { version: 1 }, false],
  ['saved', { version: 2 }, true],
  ['provisioned', { version: 1, readOnly: true }, true],
  ['without a URL', { version: 2, url: '' }, false],
])('next steps of one that is %s', (_, changed, shown) => {
  edit(settings(changed));
  expect(screen.queryAllByRole('heading', { name: 'Next' })).toHaveLength(shown ? 1 : 0);
  if (shown) {
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links).toEqual(
      expect.arrayContaining([
        '/a/memledger-gomemory-app/fleet?datasource=memledger',
        '/d/memledger-container-memory?var-datasource=memledger',
        expect.stringMatching(/^\/explore\?schemaVersion=1&panes=/),
      ])
    );
  }
});

test('what cannot be changed is not offered for change', () => {
  edit(settings({ readOnly: true }));
  expect(screen.queryByRole('combobox', { name: 'Copy from' })).not.toBeInTheDocument();
  for (const name of ['HTTP method', 'Linked Prometheus']) {
    expect(screen.getByRole('combobox', { name })).toBeDisabled();
  }
  for (const name of ['Scrape interval', 'Query parameters']) {
    expect(screen.getByRole('textbox', { name })).toBeDisabled();
  }
});

test('the SOCKS proxy is offered where Grafana has one', () => {
  config.secureSocksDSProxyEnabled = true;
  edit(settings());
  expect(screen.getByText('Secure Socks Proxy Enabled')).toBeInTheDocument();
  config.secureSocksDSProxyEnabled = false;
});

describe('copying', () => {
  const source = {
    uid: 'prom',
    type: 'prometheus',
    url: 'http://mimir',
    basicAuth: true,
    basicAuthUser: 'reader',
    jsonData: {},
  } as PrometheusSettings;

  async function copy(load: () => Promise<PrometheusSettings>) {
    const onChange = jest.fn();
    render(<CopyFromPrometheus settings={settings()} onChange={onChange} load={load} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('combobox', { name: 'Copy from' }));
    await user.click(await screen.findByRole('option', { name: 'Prometheus' }));
    return { onChange };
  }

  test('says what is left to enter', async () => {
    const { onChange } = await copy(async () => source);
    expect(await screen.findByText('Copied from Prometheus, but for its secrets')).toBeInTheDocument();
    expect(screen.getByText('Enter the password of basic authentication.')).toBeInTheDocument();
    expect(onChange).toHaveBeenCalledWith(expect.objectContaining({ url: 'http://mimir', basicAuthUser: 'reader' }));
  });

  test('changes nothing where the source cannot be copied or read', async () => {
    const { onChange } = await copy(async () => ({ ...source, jsonData: { sigV4Auth: true } }));
    expect(await screen.findByText(/signs its requests with SigV4/)).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });

  test('says why it could not be read', async () => {
    const { onChange } = await copy(() => Promise.reject({ status: 403, data: { message: 'Access denied' } }));
    expect(await screen.findByText('Access denied')).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });
});
