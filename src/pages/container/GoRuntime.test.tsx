import { FieldType, toDataFrame } from '@grafana/data';
import { readRuntime } from './GoRuntime';
import { RUNTIME_IDS, runtimeQuery } from './questions';

const MIB = 1024 * 1024;

test('the live heap is the counter of the Go runtime, not what of it is resident', () => {
  expect(runtimeQuery({ identity: {}, tool: 'usage', heap: 'alloc' }).classes).toContain('heap_live');
  const memledger = { exporter: 'client_golang_1_20', formula: 'go_heap_live', series: ['go_gc_heap_live_bytes'] };
  const frame = toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: [1, 2] },
      {
        name: 'heap_live',
        type: FieldType.number,
        values: [30 * MIB, 32 * MIB],
        config: { unit: 'bytes', custom: { memledger } },
      },
      { name: 'heap_marked', type: FieldType.number, values: [30 * MIB, 12 * MIB], config: { unit: 'bytes' } },
    ],
  });
  const readings = readRuntime([frame], 'bytes');
  expect(readings.map(({ id }) => id)).toEqual([...RUNTIME_IDS]);
  expect(readings.find(({ id }) => id === 'heap_live')).toEqual({
    id: 'heap_live',
    name: 'Live heap, at last GC',
    learn: 'context.heap_live',
    text: '32.0 MiB',
    why: 'Exporter: client_golang ≥1.20\nFormula: go_heap_live\nSeries: go_gc_heap_live_bytes',
  });
  expect(readings.find(({ id }) => id === 'gc_goal')?.text).toBe('unknown');
});
