import { FieldType } from '@grafana/data';
import { decimate } from './decimate';
import { type Drawing, prepareDrawing } from './drawing';
import { containersOf } from './ledger';

/** Two classes over 1,000 moments a second apart: one flat, one with a peak, a dip, and an unknown moment. */
function long(): Drawing {
  const rows = Array.from({ length: 1000 }, (_, i) => i);
  const series = (id: string, value: (row: number) => number | null) => ({
    name: id,
    type: FieldType.number,
    labels: { container: 'api', class: id, group: id },
    config: { unit: 'bytes' },
    values: rows.map(value),
  });
  const peaks: Record<number, number | null> = { 333: 900, 666: 1, 800: null };
  const fields = [
    { name: 'time', type: FieldType.time, config: {}, values: rows.map((row) => row * 1000) },
    series('heap', (row) => (row === 800 ? null : 100)),
    series('file', (row) => (row in peaks ? peaks[row] : 50)),
  ];
  const meta = { custom: { memledger: { queryType: 'ledger', version: 1 } } };
  return prepareDrawing(containersOf([{ fields, length: rows.length, meta }])[0], [], new Set());
}

const few = decimate(long(), 100);

test('two moments a pixel at most, and one more where something is unknown', () => {
  expect(few.data[0].length).toBeLessThanOrEqual(2 * 100 + 1);
  expect(few.data.map((values) => values.length)).toEqual(few.data.map(() => few.data[0].length));
});

test('peaks, dips and gaps stay', () => {
  const top = few.data[2];
  const known = top.flatMap((y) => (y === null ? [] : [y]));
  expect([Math.max(...known), Math.min(...known)]).toEqual([1000, 101]);
  expect(top.filter((y) => y === null)).toHaveLength(1);
});

test('every layer keeps the same moments, and each is a row of the ledger', () => {
  const all = long();
  few.data[0].forEach((_, i) => {
    expect(few.data.map((values) => values[i])).toEqual(all.data.map((values) => values[few.rowAt(i)]));
  });
});

test('what has room is drawn as it is', () => {
  const all = long();
  expect(decimate(all, 500)).toBe(all);
  expect(decimate(all, 0)).toBe(all);
});
