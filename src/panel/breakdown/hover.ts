import { type Layer, valueAt } from './layers';
import { type LedgerSeries } from './ledger';

/** One line of the tooltip. */
export interface HoverRow {
  series: LedgerSeries;
  value: number | null;
  /** Part of all classes of the container at that moment, hidden ones too: hiding one must not make the others grow. */
  share: number | null;
}

export function rowsAt(classes: LedgerSeries[], index: number): HoverRow[] {
  const values = classes.map((series) => valueAt(series, index));
  const whole = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return classes.map((series, i) => {
    const value = values[i];
    return { series, value, share: value !== null && whole > 0 ? value / whole : null };
  });
}

export type RowOrder = 'none' | 'asc' | 'desc';

/** Stacking order unless the reader asked for another; unknown values last. */
export function sortRows(rows: HoverRow[], order: RowOrder): HoverRow[] {
  if (order === 'none') {
    return rows;
  }
  const sign = order === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => {
    if (a.value === null || b.value === null) {
      return Number(a.value === null) - Number(b.value === null);
    }
    return sign * (a.value - b.value);
  });
}

/** Within this many pixels a line is what the cursor means, not the class behind it. */
const LINE_REACH = 5;

/** Where the cursor is and where the layer's edges are, in pixels from the top; base is absent for a line. */
export interface LayerUnderCursor {
  cursor: number;
  edge: number;
  base?: number;
}

/**
 * How far the cursor is from a layer: 0 to LINE_REACH on a line, LINE_REACH inside a class. The nearest layer is
 * the one that the tooltip speaks of.
 */
export function distanceTo({ cursor, edge, base }: LayerUnderCursor): number {
  if (base === undefined) {
    return Math.abs(cursor - edge);
  }
  if (edge === base) {
    return Infinity; // nothing of that class here
  }
  const [top, bottom] = edge < base ? [edge, base] : [base, edge];
  return LINE_REACH + Math.max(0, top - cursor, cursor - bottom);
}

/** The first moment at which any of the series is known, or -1. */
export function earliestKnown(all: LedgerSeries[], length: number): number {
  return Array.from({ length }, (_, i) => i).findIndex((i) => isKnownAt(all, i));
}

/** The last moment at which any of the series is known, or -1. */
export function latestKnown(all: LedgerSeries[], length: number): number {
  for (let i = length - 1; i >= 0; i--) {
    if (isKnownAt(all, i)) {
      return i;
    }
  }
  return -1;
}

function isKnownAt(all: LedgerSeries[], index: number): boolean {
  return all.some((series) => valueAt(series, index) !== null);
}

/** The series that a uPlot series index (1-based, after time) stands for. */
export function seriesAt(layers: Layer[], seriesIdx: number | null): LedgerSeries | undefined {
  return seriesIdx === null ? undefined : layers[seriesIdx - 1]?.series;
}
