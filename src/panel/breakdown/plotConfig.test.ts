import { createTheme } from '@grafana/data';
import { fieldOf, ledgerFrame, STEP } from '../testdata/frames';
import { prepareDrawing } from './drawing';
import { withDisplay } from './format';
import { containersOf } from './ledger';
import { buildPlotConfig, colorOf, setPlotRange } from './plotConfig';

const theme = createTheme();

function plotOf(frame = ledgerFrame(), drawStyle: 'area' | 'bars' = 'area') {
  const [ledger] = containersOf(withDisplay([frame], theme, 'utc'));
  const drawing = prepareDrawing(ledger, ['reported', 'limit'], new Set());
  const builder = buildPlotConfig({
    layers: drawing.layers,
    theme,
    timeZone: 'utc',
    drawStyle,
    measure: 'bytes',
    bandLabels: false,
    showTimeAxis: true,
  });
  return { ...drawing, builder, config: builder.getConfig() };
}

test('each layer is filled down to the one that it stands on', () => {
  const { layers, config } = plotOf();
  const classes = layers.filter(({ part }) => part === 'above').length;
  expect(config.bands).toHaveLength(classes - 1);
  expect(config.bands?.[0]).toMatchObject({ series: [2, 1], dir: -1 });
});

test('lines come after the stack, unfilled, and differ in more than colour', () => {
  const frame = ledgerFrame();
  fieldOf(frame, 'limit').values.fill(2 ** 30);
  const { config } = plotOf(frame);
  const [reported, limit] = config.series.slice(-2);
  expect([reported.fill, limit.fill]).toEqual([undefined, undefined]);
  expect(reported.dash).toBeUndefined();
  expect(limit.dash).toEqual([12, 6]);
});

test('colours are the data source’s, in the theme’s shades', () => {
  const [{ classes, overlays }] = containersOf([ledgerFrame()]);
  expect(colorOf(classes[0], theme)).toBe(theme.visualization.getColorByName('dark-blue'));
  const [reported] = overlays;
  expect(colorOf({ ...reported, field: { ...reported.field, config: {} } }, theme)).toBe(theme.colors.text.maxContrast);
});

test('the time axis shows the range asked for, whatever the data cover', () => {
  const { builder, config } = plotOf();
  const range = config.scales?.x.range as (...args: unknown[]) => number[];
  expect(range(null, 10, 20)).toEqual([10, 20]);
  setPlotRange(builder, { from: 0, to: 100 });
  expect(range(null, 10, 20)).toEqual([0, 100]);
});

test('amounts start at zero, and lower only where something is negative', () => {
  const range = plotOf().config.scales?.amount.range as (...args: unknown[]) => number[];
  const plot = { scales: { amount: { distr: 1 } } };
  expect(range(plot, 5e8, 6e8, 'amount')[0]).toBe(0);
  expect(range(plot, -1e8, 6e8, 'amount')[0]).toBeLessThanOrEqual(-1e8);
});

test('bytes get ticks at powers of two, other units not', () => {
  expect(plotOf().config.axes?.[1].incrs).toContain(2 ** 29);
  const frame = ledgerFrame();
  fieldOf(frame, 'heap_marked').config.unit = 'decbytes';
  expect(plotOf(frame).config.axes?.[1].incrs).toBeUndefined();
});

test('the hovered series is the class between whose edges the cursor is', () => {
  const { layers, data, config } = plotOf();
  const valToPos = (value: number) => 1000 - value / 1e6; // a megabyte a pixel
  const nearestTo = (cursor: number, step: number) => {
    const distances = layers.map((_, i) => {
      const edge = valToPos(Number(data[i + 1][step]));
      return config.cursor?.focus?.dist?.({ data, valToPos } as never, i + 1, step, edge, cursor) ?? NaN;
    });
    return layers[distances.indexOf(Math.min(...distances))].series.id;
  };
  expect(nearestTo(valToPos(150e6), STEP.activeCache)).toBe('file_inactive');
  expect(nearestTo(valToPos(450e6), STEP.activeCache)).toBe('file_active');
  expect(nearestTo(valToPos(Number(data.at(-1)![STEP.activeCache])), STEP.activeCache)).toBe('reported');
});

test('a plot of nothing keeps the room of its axis, so that plots under each other line up', () => {
  const builder = buildPlotConfig({
    measure: 'bytes',
    bandLabels: false,
    layers: [],
    theme,
    timeZone: 'utc',
    drawStyle: 'area',
    showTimeAxis: true,
    amountAxisWidth: 68,
  });
  expect(builder.getConfig().padding).toEqual([8, 28, null, 68]);
  expect(plotOf().config.padding).toEqual([8, 28, null, null]);
});

test('bars are bars', () => {
  expect(plotOf(ledgerFrame(), 'bars').builder.getSeries()[0].props.drawStyle).toBe('bars');
  expect(plotOf().builder.getSeries()[0].props.drawStyle).toBe('line');
});
