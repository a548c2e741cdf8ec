import { latestKnown } from '../breakdown/hover';
import { valueAt } from '../breakdown/layers';
import { type ContainerLedger, type LedgerSeries } from '../breakdown/ledger';
import { type TimelineEvent } from './events';

/** Two rows of a ledger; -1 where there is none. */
export interface Pair {
  a: number;
  b: number;
}

/** Which of the two. */
export type Side = keyof Pair;

/** What the reader chose, in Unix ms; what is absent is as by default. */
export type ChosenTimes = Partial<Record<Side, number>>;

/** The chosen moments, as far as they are known; else the first and the last of the range. */
export function pairOf(ledger: ContainerLedger, { a, b }: ChosenTimes): Pair {
  const known = knownIndexes(ledger);
  return {
    a: a === undefined ? (known[0] ?? -1) : nearest(ledger, known, a),
    b: b === undefined ? (known.at(-1) ?? -1) : nearest(ledger, known, b),
  };
}

/** The last moment before the event and the first that shows it; where one is not known, the default stays. */
export function around({ time, timeEnd = time }: TimelineEvent, ledger: ContainerLedger): ChosenTimes {
  const times = knownIndexes(ledger).map((i) => timeAt(ledger, i));
  return { a: times.filter((t) => t < time).at(-1), b: times.find((t) => t >= timeEnd) };
}

export function timeAt({ time }: ContainerLedger, index: number): number {
  return Number(time.values[index]);
}

function knownIndexes({ classes, time }: ContainerLedger): number[] {
  const latest = latestKnown(classes, time.values.length);
  return Array.from({ length: latest + 1 }, (_, i) => i).filter((i) =>
    classes.some((series) => valueAt(series, i) !== null)
  );
}

function nearest(ledger: ContainerLedger, known: number[], time: number): number {
  const distance = (i: number) => Math.abs(timeAt(ledger, i) - time);
  return known.reduce((best, i) => (best < 0 || distance(i) < distance(best) ? i : best), -1);
}

/** One class, or line over the stack, at both moments. Null is unknown. */
export interface MomentRow {
  series: LedgerSeries;
  a: number | null;
  b: number | null;
  /** Which way it went; the difference itself is for the data source to tell. */
  direction: 'up' | 'down' | 'same' | 'unknown';
}

/** Lines in their order, then classes as they are stacked, the topmost first. What is nothing at both has no row. */
export function momentRows(classes: LedgerSeries[], lines: LedgerSeries[], { a, b }: Pair): MomentRow[] {
  const rows = [...lines, ...[...classes].reverse()].map((series) =>
    rowOf(series, valueAt(series, a), valueAt(series, b))
  );
  return rows.filter((row) => Boolean(row.a) || Boolean(row.b));
}

function rowOf(series: LedgerSeries, a: number | null, b: number | null): MomentRow {
  if (a === null || b === null) {
    return { series, a, b, direction: 'unknown' };
  }
  return { series, a, b, direction: a === b ? 'same' : a < b ? 'up' : 'down' };
}
