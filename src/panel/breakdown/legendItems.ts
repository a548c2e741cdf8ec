import { type DisplayValue, fieldReducers, getDisplayProcessor, type GrafanaTheme2, reduceField } from '@grafana/data';
import { type VizLegendItem } from '@grafana/ui';
import { CLASSES, GROUPS } from '../../generated/memory';
import { formatAmount } from './format';
import { valueAt } from './layers';
import { type LedgerSeries, seriesById } from './ledger';
import { type LegendMoments } from './legendMoments';
import { colorOf, lineStyleOf } from './plotConfig';
import { type HiddenIds } from './visibility';

export interface LegendInput {
  /** Per container; the same class of several containers is one item. */
  overlays: LedgerSeries[][];
  classes: LedgerSeries[][];
  offScaleIds: ReadonlySet<string>;
  hidden: HiddenIds;
  calcs: string[];
  /** What of the calculations is of one moment. */
  moments: LegendMoments;
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

function itemOf(series: LedgerSeries[], input: LegendInput): LegendItem {
  const { classes, offScaleIds, hidden, theme } = input;
  const [{ id, name }] = series;
  return {
    label: offScaleIds.has(id) ? `${name} (off scale)` : name,
    color: colorOf(series[0], theme),
    yAxis: 1,
    disabled: hidden.has(id),
    data: { id },
    getItemKey: () => id,
    // Values of several containers in one row would have to be added up, and this side adds no bytes.
    getDisplayValues: () => (classes.length === 1 ? calcValues(series[0], input) : []),
  };
}

function calcValues(series: LedgerSeries, { calcs, moments, theme }: LegendInput): DisplayValue[] {
  const { field } = series;
  const values = reduceField({ field, reducers: calcs });
  return calcs.map((calc) => {
    const { name: title, description, preservesUnits } = fieldReducers.get(calc);
    const moment = moments[calc];
    const value = moment === undefined ? values[calc] : valueAt(series, moment);
    if (typeof value !== 'number') {
      return { numeric: NaN, text: 'no value', title, description };
    }
    if (!preservesUnits) {
      // A count of values is no amount of bytes.
      return { ...getDisplayProcessor({ field: { config: {} }, theme })(value), title, description };
    }
    return { numeric: value, text: formatAmount(field, value), title, description };
  });
}
