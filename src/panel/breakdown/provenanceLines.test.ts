import { FieldType } from '@grafana/data';
import { provenanceOf } from './provenanceLines';

const told = (memledger?: unknown) =>
  provenanceOf({ name: 'a', type: FieldType.number, values: [], config: { custom: { memledger } } });

test('all that is told, in words', () => {
  expect(
    told({
      exporter: 'memledger',
      formula: 'anon − go.total + go.released',
      basis: 'derived',
      series: ['cgroup_memory_anon_bytes', 'go_memstats_sys_bytes'],
      missing: '',
    })
  ).toEqual([
    { title: 'Exporter', text: 'memledger exporter', isCode: false },
    { title: 'Formula', text: 'anon − go.total + go.released', isCode: true },
    { title: 'Series', text: 'cgroup_memory_anon_bytes, go_memstats_sys_bytes', isCode: true },
    { title: 'Basis', text: 'derived', isCode: false },
  ]);
});

test.each([undefined, null, 'x', {}, { exporter: 1, series: [null] }])('%j tells nothing', (memledger) => {
  expect(told(memledger)).toEqual([]);
});
