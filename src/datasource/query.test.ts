import { CoreApp } from '@grafana/data';
import { migrateQuery } from './migrations';
import { changeQueryType, defaultQuery, displayText, formatOf, QUERY_TYPE_INFOS, toVariableQuery } from './query';
import { RANK_INFOS } from './judged';
import { QUERY_TYPES, RANKS, type MemledgerQuery } from './types';

describe('default query', () => {
  test.each([CoreApp.UnifiedAlerting, CoreApp.CloudAlerting])('of %s stores all that an alert rule is about', (app) => {
    expect(defaultQuery(app)).toEqual({
      version: 1,
      queryType: 'signal',
      measures: ['unreclaimable_ratio'],
      tool: 'usage',
      heap: 'alloc',
      filters: [],
    });
  });

  test.each([CoreApp.PanelEditor, CoreApp.Explore, undefined])('of %s is the breakdown', (app) => {
    expect(defaultQuery(app)).toMatchObject({ version: 1, queryType: 'ledger' });
  });
});

describe('migration', () => {
  test('a query without a version gets one, and the type it meant', () => {
    expect(migrateQuery({ refId: 'A' })).toEqual({ refId: 'A', version: 1, queryType: 'ledger' });
  });

  test('a list beside a plain operator becomes "any of"', () => {
    const query = {
      refId: 'A',
      filters: [
        { key: 'container', operator: '=', value: 'old', values: ['api', 'leaky'] },
        { key: 'pod', operator: '!=', values: ['x'] },
        { key: 'node', operator: '=', value: 'n1' },
      ],
    } as MemledgerQuery;
    expect(migrateQuery(query).filters).toEqual([
      { key: 'container', operator: '=|', values: ['api', 'leaky'] },
      { key: 'pod', operator: '!=|', values: ['x'] },
      { key: 'node', operator: '=', value: 'n1' },
    ]);
  });

  test('twice is once, and a newer version is left alone', () => {
    const once = migrateQuery({ refId: 'A', filters: [{ key: 'pod', operator: '=', values: ['x'] }] });
    expect(migrateQuery(once)).toEqual(once);
    const newer: MemledgerQuery = { refId: 'A', version: 2, filters: [{ key: 'pod', operator: '=', values: ['x'] }] };
    expect(migrateQuery(newer)).toBe(newer);
  });
});

describe('another type', () => {
  const filters: MemledgerQuery['filters'] = [{ key: 'container', operator: '=', value: 'api' }];

  test('keeps what still applies', () => {
    const gap: MemledgerQuery = {
      refId: 'A',
      queryType: 'divergence',
      tool: 'podman_3',
      heap: 'inuse',
      measures: ['ratio'],
      format: 'table',
      filters,
    };
    expect(changeQueryType(gap, 'containers')).toEqual({
      refId: 'A',
      queryType: 'containers',
      tool: 'podman_3',
      heap: 'inuse',
      filters,
    });
    expect(changeQueryType(gap, 'tools')).toEqual({ refId: 'A', queryType: 'tools', format: 'table', filters });
  });

  test('measures of one type do not pass for those of another', () => {
    const gap: MemledgerQuery = { refId: 'A', queryType: 'divergence', measures: ['ratio', 'heap'] };
    const signal = changeQueryType(gap, 'signal');
    expect(signal).toMatchObject({ measures: ['unreclaimable_ratio'], tool: 'usage', heap: 'alloc' });
    expect(changeQueryType(signal, 'divergence').measures).toBeUndefined();
    expect(changeQueryType({ ...signal, measures: ['divergence_bytes'] }, 'signal').measures).toEqual([
      'divergence_bytes',
    ]);
  });

  test('classes stay only with the breakdown', () => {
    const ledger: MemledgerQuery = { refId: 'A', queryType: 'ledger', classes: ['shmem'] };
    expect(changeQueryType(ledger, 'ledger').classes).toEqual(['shmem']);
    expect(changeQueryType(ledger, 'signal').classes).toBeUndefined();
  });
});

test('the editor offers every type but that of variables', () => {
  expect([...QUERY_TYPE_INFOS.map(({ id }) => id), 'variable']).toEqual([...QUERY_TYPES]);
});

test('tools are a table unless series are asked for', () => {
  expect(formatOf({ refId: 'A', queryType: 'tools' })).toBe('table');
  expect(formatOf({ refId: 'A', queryType: 'divergence' })).toBe('time_series');
  expect(formatOf({ refId: 'A', queryType: 'tools', format: 'time_series' })).toBe('time_series');
});

test('display text names the question and its filters', () => {
  expect(
    displayText({
      refId: 'A',
      queryType: 'divergence',
      tool: 'docker_20_10',
      heap: 'alloc',
      filters: [
        { key: 'namespace', operator: '=', value: 'shop' },
        { key: 'container', operator: '=|', values: ['api', 'leaky'] },
        { key: 'pod', operator: '=' },
      ],
    })
  ).toBe(
    'Gap: docker stats ≥20.10 against Heap objects (go_memstats_alloc_bytes) · namespace = shop · container =| api, leaky'
  );
  expect(displayText({ refId: 'A', queryType: 'signal', measures: [] })).toBe('Signal: no measure');
  expect(displayText({ refId: 'A', queryType: 'ledger', tool: '$tool' })).toBe('Breakdown: $tool');
});

test('a variable query is one whatever was stored', () => {
  expect(toVariableQuery({})).toEqual({
    refId: 'MemledgerVariable',
    version: 1,
    queryType: 'variable',
    variable: { kind: 'containers' },
    filters: [],
  });
  expect(toVariableQuery({ refId: 'X', queryType: 'ledger', variable: { kind: 'tools' } })).toMatchObject({
    refId: 'X',
    queryType: 'variable',
    variable: { kind: 'tools' },
  });
});

test('the orders are those that the server knows, and another type keeps no order', () => {
  expect(RANK_INFOS.map(({ id }) => id)).toEqual([...RANKS]);
  const fleet: MemledgerQuery = { refId: 'A', queryType: 'fleet', rank: 'growth', window: '7d', sensitivity: 'high' };
  expect(changeQueryType(fleet, 'verdict')).toEqual({ ...fleet, queryType: 'verdict', tool: 'usage', heap: 'alloc' });
  expect(changeQueryType(fleet, 'tools')).toEqual({ refId: 'A', queryType: 'tools' });
  expect(displayText(fleet)).toBe('Fleet: by Growth');
});
