/** Widths in px of the waterfall's columns in a panel of some width. */
export interface Columns {
  name: number;
  bar: number;
  detail: number;
  /** The last one holds a share, and no sentence. */
  isNarrow: boolean;
}

const NARROW = 600;

export function columnsOf(width: number): Columns {
  const isNarrow = width < NARROW;
  const name = isNarrow ? 130 : width < 1000 ? 215 : 240;
  const detail = isNarrow ? 90 : Math.min(360, Math.round(width * 0.28));
  return { name, detail, bar: Math.max(60, width - name - detail), isNarrow };
}
