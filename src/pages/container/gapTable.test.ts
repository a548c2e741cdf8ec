import { createDataFrame, FieldType } from '@grafana/data';
import { readGaps } from './gapTable';

const table = (columns: Record<string, unknown[]>, queryType = 'divergence') =>
  createDataFrame({
    meta: { custom: { memledger: { queryType } }, notices: [{ severity: 'warning', text: `of ${queryType}` }] },
    fields: Object.entries(columns).map(([name, values]) => ({ name, type: FieldType.other, values })),
  });

test('rows of one container are its classes, and its numbers stand once', () => {
  const { containers, notices } = readGaps([
    table({
      container: ['api', 'api', 'leaky'],
      reported: [100, 100, 50],
      heap: [10, 10, null],
      divergence: [90, 90, null],
      summary: ['all of it', 'all of it', null],
      class: ['file_inactive', 'brand_new', null],
      name: ['Page cache, inactive', null, null],
      bytes: [80, null, null],
      share: [0.9, null, null],
      reclaim: ['yes', null, null],
    }),
  ]);
  expect(containers.map(({ identity }) => identity.container)).toEqual(['api', 'leaky']);
  expect(containers[0]).toMatchObject({ reported: 100, heap: 10, gap: 90, summary: 'all of it' });
  expect(containers[0]?.classes).toEqual([
    { id: 'file_inactive', name: 'Page cache, inactive', bytes: 80, share: 0.9, reclaim: 'yes', basis: null },
    // A class of a newer backend has its id for a name; what is not known is null and not zero.
    { id: 'brand_new', name: 'brand_new', bytes: null, share: null, reclaim: null, basis: null },
  ]);
  expect(containers[1]).toMatchObject({ reported: 50, heap: null, gap: null, classes: [] });
  expect(notices).toEqual([{ severity: 'warning', text: 'of divergence' }]);
});

test('one name on two nodes is two containers', () => {
  const { containers } = readGaps([table({ node: ['a', 'b'], container: ['api', 'api'], class: ['anon', 'anon'] })]);
  expect(containers.map(({ identity }) => identity.node)).toEqual(['a', 'b']);
});

test('an answer to another question has no container', () => {
  expect(readGaps([table({ container: ['api'] }, 'tools')]).containers).toEqual([]);
  expect(readGaps([])).toEqual({ containers: [], notices: [] });
});
