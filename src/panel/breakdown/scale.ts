import { type LayerData, valuesOf } from './layers';
import { type LedgerSeries } from './ledger';

/** A line this many times higher than the rest would press the stack flat: it is told in words. */
export const OFF_SCALE_FACTOR = 3;

/** The overlay that always belongs to the picture: what the chosen tool reports. */
export const REPORTED = 'reported';

/** The highest value of the data; -Infinity where there is none. */
export function highest(data: Array<Array<number | null>>): number {
  let max = -Infinity;
  for (const values of data) {
    for (const value of values) {
      if (value !== null && value > max) {
        max = value;
      }
    }
  }
  return max;
}

/** Parts the overlays into lines to draw and lines too far above what is drawn anyway. */
export function splitOffScale(
  overlays: LedgerSeries[],
  [, ...stackEdges]: LayerData
): { lines: LedgerSeries[]; offScale: LedgerSeries[] } {
  const reported = overlays.filter(({ id }) => id === REPORTED).map(valuesOf);
  const dataMax = highest([...stackEdges, ...reported]);
  const isOff = (overlay: LedgerSeries) =>
    overlay.id !== REPORTED && dataMax > 0 && highest([valuesOf(overlay)]) > OFF_SCALE_FACTOR * dataMax;
  return { lines: overlays.filter((o) => !isOff(o)), offScale: overlays.filter(isOff) };
}
