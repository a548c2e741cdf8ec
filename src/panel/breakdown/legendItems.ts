import {
  type DisplayValue,
  type Field,
  fieldReducers,
  getDisplayProcessor,
  type GrafanaTheme2,
  reduceField,
} from '@grafana/data';
import { type VizLegendItem } from '@grafana/ui';
import { CLASSES, GROUPS } from '../../generated/memory';
import { type LedgerSeries, seriesById } from './ledger';
import { colorOf, lineStyleOf } from './plotConfig';
import { type HiddenIds } from './visibility';

export interface LegendInput {
  /** Per container; the same class of several containers is one item. */
  overlays: LedgerSeries[][];
  classes: LedgerSeries[][];
  offScaleIds: ReadonlySet<string>;
  hidden: HiddenIds;
  calcs: string[];
  theme: GrafanaTheme2;
}

export type LegendItem = VizLegendItem<{ id: string }>;

/** The lines first, as they are what the reader came with; then the classes in stacking order. */
export function legendItems(input: LegendInput): LegendItem[] {
  const lines = [...seriesById(input.overlays).values()].map((series) => ({
    ...itemOf(series, input),
    lineStyle: lineStyleOf(series[0]),
  }));
  const classes = [...seriesById(input.classes).values()].sort(byStackingOrder).map((series) => itemOf(series, input));
  return [...lines, ...classes];
}

const STACKING_ORDER: string[] = [...CLASSES, ...GROUPS].map(({ id }) => id);

/** Containers whose exporters know different classes have no one order of their own. */
function byStackingOrder([a]: LedgerSeries[], [b]: LedgerSeries[]): number {
  return STACKING_ORDER.indexOf(a.id) - STACKING_ORDER.indexOf(b.id);
}

function itemOf(series: LedgerSeries[], { classes, offScaleIds, hidden, calcs, theme }: LegendInput): LegendItem {
  const [{ id, name, field }] = series;
  return {
    label: offScaleIds.has(id) ? `${name} (off scale)` : name,
    color: colorOf(series[0], theme),
    yAxis: 1,
    disabled: hidden.has(id),
    data: { id },
    getItemKey: () => id,
    // Values of several containers in one row would have to be added up, and this side adds no bytes.
    getDisplayValues: () => (classes.length === 1 ? calcValues(field, calcs, theme) : []),
  };
}

function calcValues(field: Field, calcs: string[], theme: GrafanaTheme2): DisplayValue[] {
  const values = reduceField({ field, reducers: calcs });
  return calcs.map((calc) => {
    const { name, description, preservesUnits } = fieldReducers.get(calc);
    // A count of values is no amount of bytes.
    const display = (preservesUnits && field.display) || getDisplayProcessor({ field: { config: {} }, theme });
    return { ...display(values[calc]), title: name, description };
  });
}
