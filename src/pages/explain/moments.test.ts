import { readQuery } from './selectors';

const HOUR = 3_600_000;

// As Prometheus' documentation of its querying basics has it, and promql/parser's tests.
test.each([
  ['x', 'asked', 0],
  ['x offset 1h', 'asked', HOUR],
  ['x offset -1h30m', 'asked', -1.5 * HOUR],
  ['rate(x[5m] offset 1w)', 'asked', 7 * 24 * HOUR],
  ['x offset 90', 'asked', 90_000],
  ['x @ 1609746000', 1609746000_000, 0],
  ['x @ 1609746000.5', 1609746000_500, 0],
  ['x @ start()', 'start', 0],
  ['sum(x @ end())', 'end', 0],
  // Their order does not matter.
  ['x @ 1609746000 offset 5m', 1609746000_000, HOUR / 12],
  ['x offset 5m @ 1609746000', 1609746000_000, HOUR / 12],
  // Of a subquery it holds for what is inside.
  ['max_over_time(rate(x[5m])[1h:1m] offset 1d)', 'asked', 24 * HOUR],
  ['max_over_time(x[1h:1m] offset 1d)', 'asked', 24 * HOUR],
  ['max_over_time((x offset 1h)[1h:1m] offset 1d)', 'asked', 25 * HOUR],
  ['max_over_time((x offset 1h)[1h:1m] @ end() offset 1d)', 'end', 25 * HOUR],
  ['max_over_time((x @ start())[1h:1m] offset 1d)', 'start', 0],
])('%s', (expression, base, back) => {
  expect(readQuery(expression).moments).toMatchObject([{ base, back, isUnknown: false }]);
});

test.each([
  ['x offset $shift', ['offset $shift']],
  ['x offset ${shift}h', ['offset ${shift}h']],
  ['x @ ${__to:date:seconds}', ['@ ${__to:date:seconds}']],
  ['x offset (1h + 5m)', ['offset (1h + 5m)']],
  ['x offset step()', ['offset step()']],
])('%s is not known here', (expression, modifiers) => {
  expect(readQuery(expression).moments).toMatchObject([{ modifiers, isUnknown: true }]);
});

test.each([
  ['x - y offset 1d', [[], ['offset 1d']]],
  ['x offset 1d - y', [['offset 1d'], []]],
  ['x - on (a) y[5m] offset 5m @ 100', [[], ['@ 100', 'offset 5m']]],
  ['x * -y @ 100 offset 5m', [[], ['@ 100', 'offset 5m']]],
  ['x + sum(y offset 1d) + z', [[], ['offset 1d'], []]],
  ['x - rate(y[5m])[1h:1m] offset 1d', [[], ['offset 1d']]],
  ['(x - y)[1h:1m] offset 1d', [['offset 1d'], ['offset 1d']]],
  ['(x - y offset 1d) / z', [[], ['offset 1d'], []]],
])('each selector has its own: %s', (expression, modifiers) => {
  expect(readQuery(expression).moments.map(({ modifiers }) => modifiers)).toEqual(modifiers);
});

test('of both in a difference the moment is that of the last operand', () => {
  for (const expression of ['x - y offset 5m @ 100', 'x - y @ 100 offset 5m']) {
    expect(readQuery(expression).moments[1]).toMatchObject({ base: 100_000, back: 300_000 });
  }
});
