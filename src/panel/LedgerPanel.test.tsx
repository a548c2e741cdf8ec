import { dateTime, LoadingState, type PanelData, type PanelProps, type TimeRange, toDataFrame } from '@grafana/data';
import { act, fireEvent, render, screen } from '@testing-library/react';
import React, { type ComponentProps } from 'react';
import { type UPlotChart } from '@grafana/ui';
import { LedgerPanel } from './LedgerPanel';
import { DEFAULT_OPTIONS, type LedgerPanelOptions } from './options';
import { fieldOf, foreignFrame, ledgerFrame, ledgerOf } from './testdata/frames';

type ChartProps = ComponentProps<typeof UPlotChart>;
const charts: ChartProps[] = [];

// jsdom has no canvas to draw on: these tests look at what uPlot is given.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  UPlotChart: (props: ChartProps) => {
    charts.push(props);
    return <div data-testid="plot" />;
  },
  VizLayout: Object.assign(
    ({ children, legend, width, height }: ComponentProps<typeof import('@grafana/ui').VizLayout>) => (
      <>
        {legend}
        {children(width, height)}
      </>
    ),
    { Legend: ({ children }: { children: React.ReactNode }) => <>{children}</> }
  ),
}));

jest.mock('@grafana/runtime', () => ({
  PanelDataErrorView: ({ message }: { message: string }) => <p role="alert">{message}</p>,
}));

const timeRange = { from: dateTime(0), to: dateTime(1), raw: { from: 'now-1h', to: 'now' } } as TimeRange;

function show(data: Partial<PanelData>, options: Partial<LedgerPanelOptions> = {}) {
  charts.length = 0;
  const props = {
    id: 1,
    width: 1000,
    height: 400,
    timeZone: 'utc',
    timeRange,
    data: { state: LoadingState.Done, series: [], timeRange, ...data },
    options: { ...DEFAULT_OPTIONS, ...options },
    fieldConfig: { defaults: {}, overrides: [] },
  } as unknown as PanelProps<LedgerPanelOptions>;
  return render(<LedgerPanel {...props} />);
}

const lastChart = () => charts.at(-1)!;
const drawnSeries = () => lastChart().data.length - 1;

test('draws one plot for one container, and says when the limit is off the scale', () => {
  show({ series: [foreignFrame(), ledgerFrame()] });
  expect(screen.getAllByTestId('plot')).toHaveLength(1);
  expect(screen.getByText('Limit 2.00 GiB (off scale)')).toBeInTheDocument();
  expect(screen.getByText(/^Last \* is of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)).toBeInTheDocument();
  expect(lastChart().height).toBe(400);
});

test('a limit off the scale is told as last known', () => {
  const frame = ledgerFrame();
  fieldOf(frame, 'limit').values.fill(null, 10);
  show({ series: [frame] });
  expect(screen.getByText('Limit 2.00 GiB (off scale)')).toBeInTheDocument();
});

test('draws one plot per container under one legend', () => {
  show({ series: [ledgerOf(['worker-0', 'worker-1'])] });
  expect(screen.getAllByTestId('plot')).toHaveLength(2);
  expect(screen.getAllByRole('button', { name: 'Stacks' })).toHaveLength(1);
});

test('of many containers those in view are drawn, and the others when they are scrolled to', () => {
  const names = Array.from({ length: 50 }, (_, i) => `worker-${i}`);
  show({ series: [ledgerOf(names)] });
  const shown = () => names.filter((name) => screen.queryByText(name));
  // Plots of 134 pixels in a panel of 400, and one more.
  expect(shown()).toEqual(names.slice(0, 4));
  const column = screen.getByTestId('memledger-column');
  column.scrollTop = 134 * 48;
  fireEvent.scroll(column);
  // That is as far as it goes.
  expect(shown()).toEqual(names.slice(46));
  expect(screen.getAllByTestId('plot')).toHaveLength(4);
});

test('a click in the legend shows one class alone, a second all again', () => {
  show({ series: [ledgerFrame()] });
  const all = drawnSeries();
  const stacks = screen.getByRole('button', { name: 'Stacks' });
  fireEvent.click(stacks);
  expect(drawnSeries()).toBe(1);
  fireEvent.click(stacks);
  expect(drawnSeries()).toBe(all);
  fireEvent.click(stacks, { ctrlKey: true });
  expect(drawnSeries()).toBe(all - 1);
});

test('new values keep the plot, another class needs a new one', () => {
  const { rerender } = show({ series: [ledgerFrame()] });
  const { config, data } = lastChart();
  const props = { ...DEFAULT_OPTIONS };
  const again = (frame = ledgerFrame()) =>
    act(() =>
      rerender(
        <LedgerPanel
          {...({
            width: 1000,
            height: 400,
            timeZone: 'utc',
            timeRange,
            data: { state: LoadingState.Done, series: [frame] },
            options: props,
          } as unknown as PanelProps<LedgerPanelOptions>)}
        />
      )
    );
  again();
  expect(lastChart().config).toBe(config);
  expect(lastChart().data).not.toBe(data);
  const swapped = ledgerFrame();
  fieldOf(swapped, 'file_other').values.fill(4096);
  again(swapped);
  expect(lastChart().config).not.toBe(config);
});

describe('says what to do', () => {
  test.each<[string, Partial<PanelData>, RegExp]>([
    ['where nothing matches', { series: [] }, /^No container matches\. Check the filters/],
    [
      'where the data are another query’s',
      { series: [foreignFrame()] },
      /type Breakdown; got timeseries-multi\. Choose the Memledger data source and that query type/,
    ],
    [
      'where the query failed',
      { series: [], state: LoadingState.Error, errors: [{ message: 'bad gateway' }] },
      /^The query failed: bad gateway\. Check the Memledger data source/,
    ],
  ])('%s', (_, data, want) => {
    show(data);
    expect(screen.getByRole('alert')).toHaveTextContent(want);
  });

  test.each([
    ['tools', 'table', /got the Memledger query type Tools compared\./],
    // The Gap view draws the table of it: the name alone would say that the right query is the wrong one.
    ['divergence', 'timeseries-wide', /got the Memledger query type Gap, as time series\./],
    ['of a newer version', undefined, /got the Memledger query type of a newer version\./],
  ])('names our own query type %s as the query editor does', (queryType, type, want) => {
    const frame = ledgerFrame();
    frame.meta = { type: type as never, custom: { memledger: { queryType, version: 1 } } };
    show({ series: [frame] });
    expect(screen.getByRole('alert')).toHaveTextContent(want);
  });
});

describe('an answer without rows', () => {
  const targets = (...queryTypes: string[]) =>
    ({ targets: queryTypes.map((queryType, i) => ({ refId: String(i), queryType })) }) as PanelData['request'];

  test('of events, which come as annotations, is not taken for a filter that fits nothing', () => {
    show({ series: [], annotations: [toDataFrame({ fields: [] })], request: targets('events') }, { view: 'gap' });
    expect(screen.getByRole('alert')).toHaveTextContent(
      /draws Memledger queries of the type Gap, as a table; the query asks for Events\./
    );
  });

  test('to what the view draws is one', () => {
    show({ series: [], request: targets('events', 'ledger') });
    expect(screen.getByRole('alert')).toHaveTextContent(/^No container matches\./);
  });
});

test('is quiet while it loads', () => {
  const { container } = show({ series: [], state: LoadingState.Loading });
  expect(container).toBeEmptyDOMElement();
});
