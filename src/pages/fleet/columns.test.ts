import { COLUMNS, columnsThatFit, widthOf } from './columns';

const idsAt = (width: number, hasPast = false) => columnsThatFit(width, hasPast).map(({ id }) => id);

test('what does not fit is left out, the least wanted first', () => {
  expect(idsAt(1400)).toEqual(COLUMNS.map(({ id }) => id).filter((id) => id !== 'growth'));
  // A window of 800 pixels, without Grafana's menu.
  expect(idsAt(734)).toEqual(['container', 'reported', 'heap', 'divergence', 'unreclaimable', 'cause']);
  expect(idsAt(734, true)).toEqual(['container', 'reported', 'heap', 'divergence', 'growth', 'cause']);
  expect(idsAt(0)).toEqual(['container', 'reported', 'divergence']);
});

test.each([false, true])('no width clips a column that could be left out (past: %s)', (hasPast) => {
  const least = widthOf(columnsThatFit(0, hasPast));
  for (let width = least; width < 1600; width++) {
    expect(widthOf(columnsThatFit(width, hasPast))).toBeLessThanOrEqual(width);
  }
});
