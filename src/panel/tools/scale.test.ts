import { golden } from '../testdata/golden';
import { placeOf, scaleOf, ticksOf } from './scale';
import { containersOf } from './toolsTable';

const MIB = 2 ** 20;

test.each([
  [1000 * MIB, 10, 1024, [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000].map((n) => n * MIB)],
  [1.8 * 1024 * MIB, 4, 1024, [0, 500, 1000, 1500].map((n) => n * MIB)],
  [6e9, 3, 1000, [0, 2e9, 4e9, 6e9]],
  [3, 4, 1024, [0, 1, 2, 3]],
])('ticksOf(%d, %d, %d)', (max, count, base, want) => {
  expect(ticksOf(max, count, base)).toEqual(want);
});

test('ends at the longest bar, and at a limit only where it is near', () => {
  const [api] = containersOf([golden('tools-incident.json')]);
  const usage = api.formulas[0].printed!.to;
  const maxWith = (limit: number) => scaleOf([{ ...api, limit }], 800, 1024).max;
  const without = scaleOf([{ ...api, limit: null }], 800, 1024).max;
  expect(without).toBeGreaterThanOrEqual(usage);
  expect(maxWith(usage * 1.9)).toBe(usage * 1.9);
  expect(maxWith(usage * 3)).toBe(without);
});

test('a step back lies where it ends', () => {
  const scale = { max: 200, ticks: [] };
  expect(placeOf({ from: 100, to: 50 }, scale)).toEqual({ left: '25%', width: '25%' });
  expect(placeOf({ from: 50, to: 100 }, scale)).toEqual({ left: '25%', width: '25%' });
});
