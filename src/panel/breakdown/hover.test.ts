import { ledgerFrame, STEP } from '../testdata/frames';
import { distanceTo, latestKnown, rowsAt, sortRows } from './hover';
import { containersOf } from './ledger';

const [{ classes }] = containersOf([ledgerFrame()]);
const rowOf = (id: string, step: number) => rowsAt(classes, step).find(({ series }) => series.id === id)!;

test('a share is a part of all classes at that moment', () => {
  const { value, share } = rowOf('file_inactive', STEP.pageCache);
  expect(value).toBe(314589184);
  expect(share).toBeCloseTo(314589184 / 330547200, 10);
});

test('shares add up to one', () => {
  const sum = rowsAt(classes, STEP.last).reduce((all, { share }) => all + (share ?? 0), 0);
  expect(sum).toBeCloseTo(1, 10);
});

test('an unknown amount has no share, and zero is not unknown', () => {
  expect(rowOf('heap_objects', STEP.heap)).toMatchObject({ value: null, share: null });
  expect(rowOf('sock', STEP.heap)).toMatchObject({ value: 0, share: 0 });
});

test('a gap has no shares at all', () => {
  expect(rowsAt(classes, STEP.missed).every(({ value, share }) => value === null && share === null)).toBe(true);
});

test('rows stay in stacking order unless another is asked for', () => {
  const rows = rowsAt(classes, STEP.activeCache);
  expect(sortRows(rows, 'none')).toEqual(rows);
  const largest = sortRows(rows, 'desc').map(({ series }) => series.id);
  expect(largest.slice(0, 2)).toEqual(['file_inactive', 'file_active']);
  expect(largest.at(-1)).toBe('heap_objects'); // unknown
  expect(sortRows(rows, 'asc').at(-1)?.series.id).toBe('heap_objects');
});

test('the latest known moment skips what was missed', () => {
  expect(latestKnown(classes, STEP.missed + 1)).toBe(STEP.dropCaches);
  expect(latestKnown(classes, 0)).toBe(-1);
});

describe('distanceTo', () => {
  // The page's y grows downwards: a class between 100 and 300 has its edge at 100.
  const inside = distanceTo({ cursor: 200, edge: 100, base: 300 });

  test('the class under the cursor is nearer than its neighbours', () => {
    expect(inside).toBeLessThan(distanceTo({ cursor: 200, edge: 50, base: 100 }));
    expect(inside).toBeLessThan(distanceTo({ cursor: 200, edge: 300, base: 400 }));
  });

  test('a line wins over the class behind it, but only close by', () => {
    expect(distanceTo({ cursor: 200, edge: 203 })).toBeLessThan(inside);
    expect(distanceTo({ cursor: 200, edge: 210 })).toBeGreaterThan(inside);
  });

  test('holds for what hangs below the baseline', () => {
    expect(distanceTo({ cursor: 420, edge: 450, base: 400 })).toBe(inside);
  });

  test('a class of no thickness cannot be hovered', () => {
    expect(distanceTo({ cursor: 200, edge: 200, base: 200 })).toBe(Infinity);
  });
});
