import { dateTime } from '@grafana/data';
import { identityFilters } from '../components/identity';
import { DEFAULT_RANGE, readUrl, type UrlState, writeUrl } from './urlState';

const roundTrip = (state: UrlState) => {
  const written = Object.entries(writeUrl(state)).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]]
  );
  return readUrl(new URLSearchParams(written));
};

it('shows the last minutes in the dark where the address says nothing', () => {
  expect(readUrl(new URLSearchParams())).toEqual({ mode: 'dark', range: DEFAULT_RANGE });
});

it('writes nothing that is as it would be anyway', () => {
  const written = Object.values(writeUrl({ mode: 'dark', range: DEFAULT_RANGE }));
  expect(written.every((value) => value === undefined)).toBe(true);
});

it('reads what it wrote', () => {
  const state: UrlState = {
    mode: 'light',
    range: { from: 'now-1h', to: 'now-5m' },
    identity: { namespace: 'a b', container: 'c&d="é"' },
    query: {
      refId: 'A',
      queryType: 'divergence',
      version: 1,
      filters: [{ key: 'container', operator: '=', value: 'x' }],
    },
  };
  expect(roundTrip(state)).toEqual(state);
});

it('keeps an absolute range to the millisecond', () => {
  const range = { from: dateTime(1700000000123), to: dateTime(1700000060456) };
  expect(roundTrip({ mode: 'dark', range }).range).toEqual({ from: '1700000000123', to: '1700000060456' });
});

it.each(['{', '"text"', '[1]', '5', 'null'])('ignores a query that is none: %s', (query) => {
  expect(readUrl(new URLSearchParams({ query })).query).toBeUndefined();
});

it('filters by every key that the container has', () => {
  expect(identityFilters({ container: 'api', node: 'host1' })).toEqual([
    { key: 'node', operator: '=', value: 'host1' },
    { key: 'container', operator: '=', value: 'api' },
  ]);
});
