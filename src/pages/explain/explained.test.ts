import { dateTimeFormat } from '@grafana/data';
import { explainedOf } from './explained';
import { readQuery } from './selectors';

const HOUR = 3_600_000;
const [FROM, TO] = [1_700_000_000_000, 1_700_000_000_000 + 2 * HOUR];
const range = { from: String(FROM), to: String(TO) };

const explain = (expression: string, of = range as { from?: string; to?: string }) =>
  explainedOf(readQuery(expression).moments, of);

test.each([
  ['x offset 1h', TO - HOUR],
  ['rate(x[5m] offset 1h) / on () y offset 60m', TO - HOUR],
  ['x @ 1600000000', 1_600_000_000_000],
  ['x @ 1600000000 offset 1h', 1_600_000_000_000 - HOUR],
  ['x @ start()', FROM],
  ['x @ end()', TO],
])('%s moves the end of the range, and says so', (expression, at) => {
  const { notice, ...explained } = explain(expression);
  expect(explained).toEqual({ at, range: { from: String(at - 2 * HOUR), to: String(at) } });
  expect(notice?.isMoved).toBe(true);
  expect(notice?.title).toContain(`explained is ${dateTimeFormat(at)}`);
});

test('a query of the moment at which it is asked stays as it is, without a word', () => {
  expect(explain('x / y')).toEqual({ range, at: TO });
  expect(explain('x', { from: 'now-1h', to: 'now' })).toEqual({ range: { from: 'now-1h', to: 'now' }, at: undefined });
  expect(explain('x', {})).toEqual({ range: {}, at: undefined });
});

test.each([
  ['x - x offset 1d', /^The query says offset 1d: that is not followed/, /different moments/],
  ['x offset 1h - x offset 1d', /^The query says offset 1h, offset 1d:/, /different moments/],
  ['x offset $shift', /^The query says offset \$shift:/, /offset \$shift is no moment that can be told/],
  ['x offset 999999999y', /offset 999999999y/, /cannot be read/],
])('%s is not followed, and says why', (expression, title, text) => {
  const { notice, ...explained } = explain(expression);
  expect(explained).toEqual({ range, at: TO });
  expect(notice).toEqual({ title: expect.stringMatching(title), text: expect.stringMatching(text), isMoved: false });
});

test('a range that is relative becomes one of the moment', () => {
  jest.useFakeTimers({ now: TO });
  const { at = 0, range } = explain('x offset 1h', { from: 'now-30m', to: 'now' });
  expect(at).toBe(TO - HOUR);
  expect(range).toEqual({ from: String(TO - 1.5 * HOUR), to: String(at) });
  expect(explain('x offset 1h', { from: 'yesterdayish', to: 'now' }).notice?.text).toMatch(/cannot be read/);
  jest.useRealTimers();
});
