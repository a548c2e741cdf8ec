import { createTheme } from '@grafana/data';
import { formatAmount, withDisplay } from '../breakdown/format';
import { containersOf } from '../breakdown/ledger';
import { ledgerFrame, STEP } from '../testdata/frames';
import { golden } from '../testdata/golden';
import { copyText } from './copyText';
import { eventsOf, type TimelineEvent } from './events';
import { around, momentRows, pairOf, timeAt } from './moments';

const theme = createTheme();
const [api] = containersOf(withDisplay([golden('ledger.json')], theme, 'utc'));
const events = eventsOf([golden('events.json')]);
const kill = events.find(({ type }) => type?.id === 'oom_kill')!;
const reported = api.overlays.filter(({ id }) => id === 'reported');

test('the first and the last known moment, unless others are chosen', () => {
  expect(pairOf(api, {})).toEqual({ a: 0, b: 3 });
  expect(pairOf(api, { a: timeAt(api, 2) + 1 })).toEqual({ a: 2, b: 3 });
});

test('a moment that no scrape knows gives way to the nearest that one does', () => {
  const [ledger] = containersOf([ledgerFrame()]);
  const missed = timeAt(ledger, STEP.missed);
  expect(pairOf(ledger, { b: missed + 1 })).toEqual({ a: 0, b: STEP.missed + 1 });
});

test('an event has the last moment before it and the first that shows it', () => {
  const { a, b } = pairOf(api, around(kill, api));
  expect([a, b]).toEqual([1, 2]);
  const before: TimelineEvent = { ...kill, time: timeAt(api, 0) };
  expect(around(before, api)).toEqual({ a: undefined, b: timeAt(api, 0) });
  const lasting: TimelineEvent = { ...kill, timeEnd: timeAt(api, 2) + 1 };
  expect(pairOf(api, around(lasting, api))).toEqual({ a: 1, b: 3 });
});

test('both values of each class, and which way it went', () => {
  const rows = momentRows(api.classes, reported, { a: 1, b: 2 });
  const amounts = rows.map(({ series, a, b, direction }) => [
    series.name,
    formatAmount(series.field, a),
    formatAmount(series.field, b),
    direction,
  ]);
  expect(amounts[0]).toEqual(['cgroup usage', '315 MiB', expect.stringMatching(/MiB$/), 'down']);
  expect(amounts).toContainEqual(['Page cache, inactive', '304 MiB', expect.any(String), 'down']);
});

test('a class that is unknown at one moment is not zero there', () => {
  const [, cart] = containersOf(withDisplay([golden('ledger.json')], theme, 'utc'));
  const rows = momentRows(cart.classes, [], { a: 0, b: 1 });
  const unknown = rows.filter(({ a }) => a === null);
  expect(unknown).not.toHaveLength(0);
  expect(unknown.map(({ direction }) => direction)).toEqual(unknown.map(() => 'unknown'));
});

test('the text for a ticket has both moments and what happened', () => {
  const pair = { a: 1, b: 2 };
  const rows = momentRows(api.classes, reported, pair).slice(0, 1);
  const lines = copyText({ ledger: api, pair, rows, events: [kill], timeZone: 'utc' }).split('\n');
  expect(lines[0]).toBe('host1 / api');
  expect(lines[1].trim()).toBe('2026-01-31 12:00:15 +00:00  2026-01-31 12:00:30 +00:00');
  expect(lines[2]).toMatch(/^cgroup usage +315 MiB +[\d.]+ MiB$/);
  expect(lines.at(-1)).toBe(`2026-01-31 12:00:30 +00:00  OOM kill  ${kill.text}`);
});
