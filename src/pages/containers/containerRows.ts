import { type DataFrame, type QueryResultMetaNotice } from '@grafana/data';

/** A row of the `containers` answer. What is not known is null; nothing here is computed from bytes. */
export interface ContainerRow {
  id: string | null;
  cluster: string | null;
  node: string | null;
  namespace: string | null;
  pod: string | null;
  container: string | null;
  reported: number | null;
  heap: number | null;
  divergence: number | null;
  ratio: number | null;
  limit: number | null;
  unreclaimable: number | null;
  unreclaimable_high: number | null;
  unreclaimable_ratio: number | null;
  summary: string | null;
  exporter: string | null;
  go_exporter: string | null;
  status: string | null;
  missing: string | null;
}

const TEXTS = [
  'id',
  'cluster',
  'node',
  'namespace',
  'pod',
  'container',
  'summary',
  'exporter',
  'go_exporter',
  'status',
  'missing',
] as const;

const NUMBERS = [
  'reported',
  'heap',
  'divergence',
  'ratio',
  'limit',
  'unreclaimable',
  'unreclaimable_high',
  'unreclaimable_ratio',
] as const;

export interface ContainersAnswer {
  rows: ContainerRow[];
  notices: QueryResultMetaNotice[];
}

/** The backend's one frame; a column that an older or newer backend has not is unknown in every row. */
export function readAnswer(frames: DataFrame[]): ContainersAnswer {
  return {
    rows: frames.flatMap(readRows),
    notices: frames.flatMap((frame) => frame.meta?.notices ?? []),
  };
}

function readRows(frame: DataFrame): ContainerRow[] {
  const columns = new Map(frame.fields.map(({ name, values }) => [name, values]));
  const text = (name: string, row: number) => {
    const value: unknown = columns.get(name)?.[row];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const number = (name: string, row: number) => {
    const value: unknown = columns.get(name)?.[row];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return Array.from(
    { length: frame.length },
    (_, row) =>
      Object.fromEntries([
        ...TEXTS.map((name) => [name, text(name, row)]),
        ...NUMBERS.map((name) => [name, number(name, row)]),
      ]) as unknown as ContainerRow
  );
}

/** Those that the text occurs in: all words, anywhere in the identity or the sentence. */
export function searchRows(rows: ContainerRow[], search: string): ContainerRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const texts = [row.container, row.pod, row.namespace, row.node, row.cluster, row.summary];
    const all = texts.filter(Boolean).join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

export const SORT_KEYS = [
  'container',
  'reported',
  'heap',
  'divergence',
  'ratio',
  'limit',
  'unreclaimable_ratio',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** What is not known comes last, whichever way the rest is sorted. */
export function sortRows(rows: ContainerRow[], { key, descending }: Sort): ContainerRow[] {
  return [...rows].sort((a, b) => {
    const [first, second] = [a[key], b[key]];
    if (first === null || second === null) {
      return Number(first === null) - Number(second === null);
    }
    const order = first < second ? -1 : first > second ? 1 : 0;
    return descending ? -order : order;
  });
}
