import { createDataFrame, dateTime, FieldType, type TimeRange } from '@grafana/data';
import { act, renderHook } from '@testing-library/react';
import { type Ask } from '../../components/ask';
import { type FleetRow } from './fleetRows';
import { queriesFor, trendsOf, useTrends } from './useTrends';

const row = (identity: FleetRow['identity'], id: string | null = null, status = 'paired') =>
  ({ identity, id, status, key: `${JSON.stringify(identity)}${id}` }) as FleetRow;
const API = row({ namespace: 'shop', container: 'api' });
const DB = row({ namespace: 'shop', container: 'db' });
const LONE = row({ node: 'n1', container: 'api' });
const TARGET = row({}, 'job', 'no_cgroup');

const series = (labels: Record<string, string>, reported: Array<number | null>) =>
  createDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: reported.map((_, i) => i) },
      { name: 'reported', type: FieldType.number, labels, values: reported },
    ],
  });

test('one query for each set of keys, with every value once', () => {
  const queries = queriesFor([API, DB, LONE], { tool: 'usage', heap: 'alloc' });
  expect(queries.map(({ filters }) => filters)).toEqual([
    [
      { key: 'namespace', operator: '=|', values: ['shop'] },
      { key: 'container', operator: '=|', values: ['api', 'db'] },
    ],
    [
      { key: 'node', operator: '=|', values: ['n1'] },
      { key: 'container', operator: '=|', values: ['api'] },
    ],
  ]);
  expect(new Set(queries.map(({ refId }) => refId)).size).toBe(2);
});

test('a line goes to the row of its identity and id; a hole stays a hole, and no line is null', () => {
  const [first, second] = [row(API.identity, '/a'), row(API.identity, '/b')];
  const of = { namespace: 'shop', container: 'api' };
  const trends = trendsOf([first, second, DB], [series({ ...of, id: '/b' }, [1, null, 3])]);
  expect(trends.get(first.key)).toBeNull();
  expect(trends.get(second.key)).toEqual({ reported: [1, null, 3], heap: [] });
  expect(trends.get(DB.key)).toBeNull();
});

describe('the hook', () => {
  const range = { from: dateTime(0), to: dateTime(1), raw: { from: 'now-1h', to: 'now' } } as TimeRange;
  const about = { datasource: 'a', tool: 'usage', heap: 'alloc', range };
  const settle = () => act(async () => jest.advanceTimersByTimeAsync(1000));
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('rows that fly past are not asked for, and none is asked for twice', async () => {
    const ask = jest.fn<ReturnType<Ask>, Parameters<Ask>>(async () => [
      series({ namespace: 'shop', container: 'api' }, [1, 2]),
    ]);
    const { result } = renderHook(() => useTrends(ask, about));
    expect(result.current.trendOf(API)).toBeUndefined();
    act(() => result.current.onInView([LONE]));
    act(() => result.current.onInView([API, TARGET]));
    await settle();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask.mock.calls[0]?.[1]).toEqual(queriesFor([API], about));
    expect(result.current.trendOf(API)).toEqual({ reported: [1, 2], heap: [] });
    expect(result.current.trendOf(TARGET)).toBeNull();
    act(() => result.current.onInView([DB, API]));
    await settle();
    expect(ask.mock.calls[1]?.[1]).toEqual(queriesFor([DB], about));
  });

  test('what failed is asked for again when it comes into view', async () => {
    const ask = jest
      .fn<ReturnType<Ask>, Parameters<Ask>>()
      .mockRejectedValueOnce(new Error('gone'))
      .mockResolvedValue([]);
    const { result } = renderHook(() => useTrends(ask, about));
    act(() => result.current.onInView([API]));
    await settle();
    expect(result.current.trendOf(API)).toBeUndefined();
    act(() => result.current.onInView([API]));
    await settle();
    expect(ask).toHaveBeenCalledTimes(2);
    expect(result.current.trendOf(API)).toBeNull();
  });
});
