import { type Drawing } from './drawing';
import { type LayerData } from './layers';

/**
 * At most two moments a pixel: of those that fall on one column, the ones with the lowest and the highest stack, and
 * one that is unknown, so that no gap is closed. All layers keep the same moments: each point drawn was measured.
 */
export function decimate(drawing: Drawing, width: number): Drawing {
  const [time] = drawing.data;
  if (width <= 0 || time.length <= 2 * width) {
    return drawing;
  }
  const rows = keptRows(drawing.data, topOf(drawing), width);
  const data = drawing.data.map((values) => rows.map((row) => values[row])) as LayerData;
  return { ...drawing, data, rowAt: (dataIdx) => drawing.rowAt(rows[dataIdx] ?? dataIdx) };
}

/** The edge that all others lie below: that of the topmost class, or of the first line where no class is drawn. */
function topOf({ data, layers }: Drawing): Array<number | null> {
  const top = layers.map(({ part }) => part).lastIndexOf('above');
  return data[Math.max(top, 0) + 1] ?? [];
}

function keptRows([time]: LayerData, top: Array<number | null>, width: number): number[] {
  const [first, last] = [time[0], time[time.length - 1]];
  const columnOf = (row: number) => Math.min(width - 1, Math.floor(((time[row] - first) / (last - first)) * width));
  const kept: number[] = [];
  for (let start = 0; start < time.length;) {
    let end = start;
    let [low, high, unknown] = [-1, -1, -1];
    for (const column = columnOf(start); end < time.length && columnOf(end) === column; end++) {
      const y = top[end] ?? null;
      if (y === null) {
        unknown = end;
        continue;
      }
      low = low < 0 || y < (top[low] ?? 0) ? end : low;
      high = high < 0 || y > (top[high] ?? 0) ? end : high;
    }
    const column = new Set([low, high, unknown].filter((row) => row >= 0));
    kept.push(...[...column].sort((a, b) => a - b));
    start = end;
  }
  return kept;
}
