import { type ContainerLedger, type LedgerSeries } from './ledger';

type Amounts = Array<number | null>;

/**
 * One drawn series. A class is drawn above the baseline where it is positive and below it where it is negative
 * (unattributed may be either); an overlay is a line of its own.
 */
export interface Layer {
  series: LedgerSeries;
  part: 'above' | 'below' | 'line';
}

/** uPlot's data: time, then one array per layer. */
export type LayerData = [time: number[], ...layers: Amounts[]];

/** What there is to draw, from the bottom up, lines last. What is zero all along gets no layer. */
export function layersOf(classes: LedgerSeries[], lines: LedgerSeries[]): Layer[] {
  const layers: Layer[] = [];
  for (const series of classes) {
    const values = valuesOf(series);
    if (values.some((value) => value !== null && value > 0)) {
      layers.push({ series, part: 'above' });
    }
    if (values.some((value) => value !== null && value < 0)) {
      layers.push({ series, part: 'below' });
    }
  }
  return [...layers, ...lines.filter(hasAmounts).map((series): Layer => ({ series, part: 'line' }))];
}

/** The layers' upper edges. Where no class is known there is a gap; one unknown class alone has no thickness. */
export function stack(ledger: Pick<ContainerLedger, 'time'>, layers: Layer[]): LayerData {
  const time: number[] = Array.from(ledger.time.values);
  const classes = layers.filter(({ part }) => part !== 'line').map(({ series }) => valuesOf(series));
  const isKnown = time.map((_, i) => classes.some((values) => values[i] !== null));
  const height = { above: time.map(() => 0), below: time.map(() => 0) };

  const edges = layers.map(({ series, part }) => {
    const values = valuesOf(series);
    if (part === 'line') {
      return values;
    }
    const edge = height[part];
    values.forEach((value, i) => {
      edge[i] += thickness(value, part);
    });
    return edge.map((y, i) => (isKnown[i] ? y : null));
  });
  return [time, ...edges];
}

export function thickness(value: number | null, part: 'above' | 'below'): number {
  return part === 'above' ? Math.max(value ?? 0, 0) : Math.min(value ?? 0, 0);
}

/** The layer that this one stands on (or hangs from), or -1 for the baseline. */
export function layerBelow(layers: Layer[], index: number): number {
  for (let i = index - 1; i >= 0; i--) {
    if (layers[i].part === layers[index].part) {
      return i;
    }
  }
  return -1;
}

export function valuesOf({ field }: LedgerSeries): Amounts {
  return Array.from(field.values, knownAmount);
}

export function valueAt({ field }: LedgerSeries, index: number): number | null {
  return knownAmount(field.values[index]);
}

/** Whether there is anything of it in the time range, so that a legend or a plot has something to show. */
export function hasAmounts(series: LedgerSeries): boolean {
  return valuesOf(series).some((value) => value !== null && value !== 0);
}

/** Absent is not zero: what is no number is unknown. */
function knownAmount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
