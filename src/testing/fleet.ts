import { type FieldType } from '@grafana/data';

// A fleet as the data source would answer with it, for tests in jsdom and in a browser.

const MIB = 1024 * 1024;

export interface TestColumn {
  name: string;
  type: `${FieldType}`;
  values: unknown[];
}

type Notice = { severity: 'info' | 'warning'; text: string };

const text = (name: string, values: Array<string | null>): TestColumn => ({ name, type: 'string', values });
const number = (name: string, values: Array<number | null>): TestColumn => ({ name, type: 'number', values });

/** Paired, paired, without Go series, a Go target without a container. */
export function fourRows(): TestColumn[] {
  return [
    text('namespace', ['shop', 'shop', null, null]),
    text('pod', ['api-1', 'leaky-1', null, null]),
    text('container', ['api', 'leaky', 'db', null]),
    number('reported', [1900 * MIB, 900 * MIB, 100 * MIB, null]),
    number('heap', [40 * MIB, 800 * MIB, null, 5 * MIB]),
    number('divergence', [1860 * MIB, 100 * MIB, null, null]),
    number('ratio', [0.98, 0.11, null, null]),
    number('limit', [8192 * MIB, 1024 * MIB, null, null]),
    number('unreclaimable', [50 * MIB, 850 * MIB, null, null]),
    // What leaky's exporter does not split may be unreclaimable too.
    number('unreclaimable_high', [50 * MIB + 1, 900 * MIB, null, null]),
    number('unreclaimable_ratio', [0.006, 0.83, null, null]),
    text('cause', ['page_cache', 'live_heap', null, null]),
    text('cause_name', ['Page cache', 'Live heap', null, null]),
    text('summary', ['98% of the gap is page cache: not a leak.', 'Mostly heap.', '', '']),
    text('exporter', ['memledger', 'memledger', 'brandnew', '']),
    text('status', ['paired', 'paired', 'no_go', 'no_cgroup']),
    text('missing', ['', '', 'add heap_alloc_bytes', 'no container found for the Go target job="x"']),
  ];
}

/** Containers c-0000, c-0001, … in ten namespaces, the largest gap first. */
export function manyRows(count: number): TestColumn[] {
  const padded = (index: number) => String(index).padStart(4, '0');
  const texts = (name: string, of: (index: number) => string) =>
    text(
      name,
      Array.from({ length: count }, (_, i) => of(i))
    );
  const numbers = (name: string, of: (index: number) => number) =>
    number(
      name,
      Array.from({ length: count }, (_, i) => of(i))
    );
  return [
    texts('namespace', (index) => `team-${index % 10}`),
    texts('pod', (index) => `c-${padded(index)}-7d9f`),
    texts('container', (index) => `c-${padded(index)}`),
    numbers('reported', (index) => (2 * count - index) * MIB),
    numbers('heap', () => 40 * MIB),
    numbers('divergence', (index) => (2 * count - index - 40) * MIB),
    numbers('ratio', () => 0.9),
    texts('summary', (index) => `the gap of ${padded(index)} is page cache`),
    texts('status', () => 'paired'),
    texts('exporter', () => 'memledger'),
  ];
}

/** What `/api/ds/query` answers under this refId. */
export function fleetResponse(refId: string, columns: TestColumn[], notices: Notice[] = []) {
  const frame = {
    schema: {
      refId,
      meta: { type: 'table', typeVersion: [0, 1], notices, custom: { memledger: { queryType: 'fleet' } } },
      fields: columns.map(({ name, type }) => ({ name, type })),
    },
    data: { values: columns.map(({ values }) => values) },
  };
  return { results: { [refId]: { status: 200, frames: [frame] } } };
}
