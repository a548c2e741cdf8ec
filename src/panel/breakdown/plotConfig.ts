import {
  colorManipulator,
  type DecimalCount,
  formattedValueToString,
  getFieldSeriesColor,
  type GrafanaTheme2,
} from '@grafana/data';
import {
  AxisPlacement,
  GraphDrawStyle,
  type LineStyle,
  ScaleDirection,
  ScaleOrientation,
  type TimeZone,
  VisibilityMode,
} from '@grafana/schema';
import { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';
import { withMinus } from '../../components/numberText';
import { type LedgerPanelOptions } from '../options';
import { drawBandLabels } from './bandLabels';
import { distanceTo } from './hover';
import { type Layer, layerBelow } from './layers';
import { type LedgerSeries } from './ledger';
import { REPORTED } from './scale';

export interface PlotConfigInput {
  layers: Layer[];
  theme: GrafanaTheme2;
  timeZone: TimeZone;
  drawStyle: LedgerPanelOptions['drawStyle'];
  measure: LedgerPanelOptions['measure'];
  bandLabels: boolean;
  showTimeAxis: boolean;
  /** Several plots under each other share one width, or their time axes would not line up. */
  amountAxisWidth?: number;
}

/** Room at the top for half of an amount's label, at the right for half of a time's. */
const PADDING = [8, 28, null] as const;
/** An axis without labels: the plot below has them. */
const GRID_ONLY = { size: 4, ticks: { show: false }, values: (_plot: uPlot, splits: number[]) => splits.map(() => '') };
const FILL_OPACITY = 0.75;
const SCALE_TIME = 'x';
const SCALE_AMOUNT = 'amount';

/** Lines differ in their dashes too: colour alone tells nothing to many readers. */
const LINE_STYLES: Record<string, LineStyle> = {
  reported: { fill: 'solid' },
  limit: { fill: 'dash', dash: [12, 6] },
  gomemlimit: { fill: 'dash', dash: [4, 4] },
  high: { fill: 'dash', dash: [12, 4, 2, 4] },
};
const OTHER_LINE_STYLE: LineStyle = { fill: 'dash', dash: [2, 4] };

// Units that count in powers of two need ticks at powers of two.
const IEC_UNITS = new Set(['bytes', 'bits', 'kbytes', 'mbytes', 'gbytes', 'tbytes', 'pbytes']);
const BINARY_STEPS = Array.from({ length: 53 }, (_, power) => 2 ** power);

interface Range {
  from: number;
  to: number;
}
const plotRanges = new WeakMap<UPlotConfigBuilder, Range>();

/** The time that a plot shows; uPlot asks for it with each new data, so a new range needs no new plot. */
export function setPlotRange(config: UPlotConfigBuilder, range: Range) {
  plotRanges.set(config, range);
}

export function lineStyleOf({ id }: LedgerSeries): LineStyle {
  return LINE_STYLES[id] ?? OTHER_LINE_STYLE;
}

export function colorOf({ id, field }: LedgerSeries, theme: GrafanaTheme2): string {
  return id === REPORTED && !field.config.color
    ? theme.colors.text.maxContrast
    : getFieldSeriesColor(field, theme).color;
}

export function buildPlotConfig(input: PlotConfigInput): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(input.timeZone);
  addTimeAxis(builder, input);
  addAmountAxis(builder, input);
  input.layers.forEach((layer, i) => addLayer(builder, layer, layerBelow(input.layers, i), i, input));
  // Without a layer there is no axis of amounts, and the time axis would not line up with those of the other plots.
  const [top, right, bottom] = PADDING;
  builder.setPadding([top, right, bottom, input.layers.length === 0 ? (input.amountAxisWidth ?? null) : null]);
  builder.setCursor({
    // Points on the edges of a stack say nothing about the class between them.
    points: { show: false },
    // The cursor is always over some class; which one is decided by distance.
    focus: { prox: Number.MAX_SAFE_INTEGER, dist: cursorDistance(input.layers) },
  });
  builder.addHook('init', showTooltipForKeyboard);
  if (input.bandLabels) {
    builder.addHook('draw', (plot) => drawBandLabels(plot, input.layers, input.theme, SCALE_AMOUNT));
  }
  return builder;
}

/**
 * Grafana's tooltip takes a cursor that no mouse has moved for one that follows another panel, and stays closed; so a
 * reader with a keyboard alone would never see it. An event of our own, older than the cursor, tells it otherwise.
 */
function showTooltipForKeyboard(plot: uPlot) {
  const asIfMoved = new MouseEvent('mousemove');
  const mark = () => {
    plot.cursor.event ??= asIfMoved;
  };
  plot.root.addEventListener('focus', mark);
  plot.root.addEventListener('keydown', mark);
}

function addTimeAxis(builder: UPlotConfigBuilder, { theme, timeZone, showTimeAxis }: PlotConfigInput) {
  builder.addScale({
    scaleKey: SCALE_TIME,
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: (_plot, dataMin, dataMax) => {
      const range = plotRanges.get(builder);
      return range ? [range.from, range.to] : [dataMin, dataMax];
    },
  });
  builder.addAxis({
    scaleKey: SCALE_TIME,
    isTime: true,
    placement: AxisPlacement.Bottom,
    ...(showTimeAxis ? {} : GRID_ONLY),
    timeZone,
    theme,
    grid: { show: true },
  });
}

function addAmountAxis(builder: UPlotConfigBuilder, { layers, theme, measure, amountAxisWidth }: PlotConfigInput) {
  const isShare = measure === 'share';
  const first = layers[0]?.series.field;
  builder.addScale({
    scaleKey: SCALE_AMOUNT,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    softMin: 0, // a stack stands on zero
    padMinBy: 0,
    // A whole is a whole, and bytes are no bounds of it.
    ...(isShare ? { softMax: 1, padMaxBy: 0 } : { min: first?.config.min, max: first?.config.max }),
  });
  builder.addAxis({
    scaleKey: SCALE_AMOUNT,
    placement: AxisPlacement.Left,
    theme,
    size: amountAxisWidth,
    incrs: !isShare && IEC_UNITS.has(first?.config.unit ?? '') ? BINARY_STEPS : undefined,
    formatValue: (value: number, decimals?: DecimalCount) =>
      isShare
        ? formatTick(value)
        : first?.display
          ? withMinus(formattedValueToString(first.display(value, decimals)))
          : String(value),
  });
}

/** Of a share: whole percents, and more digits only where the reader zoomed in so far. */
function formatTick(share: number): string {
  return `${Number((share * 100).toPrecision(4))}%`;
}

function addLayer(
  builder: UPlotConfigBuilder,
  { series, part }: Layer,
  below: number,
  index: number,
  { theme, drawStyle }: PlotConfigInput
) {
  const lineColor = colorOf(series, theme);
  const common = { scaleKey: SCALE_AMOUNT, theme, lineColor, showPoints: VisibilityMode.Never, spanNulls: false };
  if (part === 'line') {
    builder.addSeries({
      ...common,
      drawStyle: GraphDrawStyle.Line,
      lineWidth: series.id === REPORTED ? 2 : 1.5,
      lineStyle: lineStyleOf(series),
    });
    return;
  }
  builder.addSeries({
    ...common,
    drawStyle: drawStyle === 'bars' ? GraphDrawStyle.Bars : GraphDrawStyle.Line,
    barWidthFactor: 0.9,
    lineWidth: 1,
    fillColor: colorManipulator.alpha(lineColor, FILL_OPACITY),
  });
  if (below >= 0) {
    builder.addBand({ series: [index + 1, below + 1], dir: part === 'above' ? -1 : 1 });
  }
}

/** uPlot asks for each series how far it is from the cursor; the nearest is the one hovered. */
function cursorDistance(layers: Layer[]): uPlot.Cursor.Focus['dist'] {
  return (u, seriesIdx, dataIdx, edge, cursor) => {
    const layer = layers[seriesIdx - 1];
    if (!layer || layer.part === 'line') {
      return distanceTo({ cursor, edge });
    }
    const below = layerBelow(layers, seriesIdx - 1);
    const baseValue = below < 0 ? 0 : (u.data[below + 1][dataIdx] ?? 0);
    return distanceTo({ cursor, edge, base: u.valToPos(baseValue, SCALE_AMOUNT) });
  };
}
