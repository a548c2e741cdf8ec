import { rowsToDraw } from './rowsToDraw';

const SEEN = { startIndex: 100, endIndex: 106, count: 5000 };
const ends = (rows: number[]) => [rows[0], rows[rows.length - 1]];

test('all rows that are seen are drawn, and most of the others where it scrolls to', () => {
  expect(ends(rowsToDraw(SEEN, null))).toEqual([90, 116]);
  expect(ends(rowsToDraw(SEEN, 'forward'))).toEqual([97, 126]);
  expect(ends(rowsToDraw(SEEN, 'backward'))).toEqual([80, 109]);
});

test('there are no rows before the first and after the last', () => {
  expect(rowsToDraw({ startIndex: 0, endIndex: 1, count: 2 }, null)).toEqual([0, 1]);
  expect(ends(rowsToDraw({ startIndex: 4995, endIndex: 4999, count: 5000 }, 'forward'))).toEqual([4992, 4999]);
  expect(rowsToDraw({ startIndex: 0, endIndex: 0, count: 0 }, null)).toEqual([]);
});
