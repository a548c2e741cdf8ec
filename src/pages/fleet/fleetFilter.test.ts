import { createDataFrame, type FieldType } from '@grafana/data';
import { fourRows, manyRows, type TestColumn } from '../../testing/fleet';
import { countOf, facetValues, filterRows, sortRows } from './fleetFilter';
import { nameOf, readFleet } from './fleetRows';

const rowsOf = (columns: TestColumn[]) =>
  readFleet([createDataFrame({ fields: columns.map((column) => ({ ...column, type: column.type as FieldType })) })])
    .rows;
const FOUR = rowsOf(fourRows());
const ALL = { search: '', status: '', facets: {} };
const found = (filter: Partial<typeof ALL>) => filterRows(FOUR, { ...ALL, ...filter }).map(nameOf);

test('a search is of whole sentences and names, all its words, whatever their case', () => {
  expect(found({ search: 'PAGE api' })).toEqual(['api']);
  expect(found({ search: 'page leaky' })).toEqual([]);
  expect(found({ search: ' ' })).toHaveLength(4);
  expect(found({ search: 'job="x"' })).toEqual(['Go target']);
});

test('a status and the values of a facet narrow together; rows without the key fit none', () => {
  expect(found({ status: 'paired' })).toEqual(['api', 'leaky']);
  expect(found({ facets: { namespace: ['shop', 'bank'] }, search: 'heap' })).toEqual(['leaky']);
  expect(found({ facets: { namespace: ['bank'] } })).toEqual([]);
  expect(found({ facets: { namespace: [] } })).toHaveLength(4);
});

test('a facet whose value is the same everywhere is no choice', () => {
  expect(facetValues(FOUR)).toEqual([]);
  expect(facetValues(rowsOf(manyRows(3)))).toEqual([{ key: 'namespace', values: ['team-0', 'team-1', 'team-2'] }]);
});

test('the unknown is last both ways, and the equal keep their order', () => {
  const sorted = (isAscending: boolean) => sortRows(FOUR, { by: 'divergence', isAscending }).map(nameOf);
  expect(sorted(false)).toEqual(['api', 'leaky', 'db', 'Go target']);
  expect(sorted(true)).toEqual(['leaky', 'api', 'db', 'Go target']);
  expect(sortRows(FOUR, { by: 'cause', isAscending: true }).map(nameOf)).toEqual(['Go target', 'db', 'leaky', 'api']);
  expect(FOUR.map(nameOf)).toEqual(['api', 'leaky', 'db', 'Go target']);
});

test('a Go target is counted, but is no container', () => {
  expect(countOf(FOUR, FOUR)).toBe('3 containers, 1 Go target without a container');
  expect(countOf(FOUR.slice(0, 1), FOUR)).toBe('1 of 3 containers');
  expect(countOf([], [])).toBe('0 containers');
});
