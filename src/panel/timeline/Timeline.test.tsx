import { dateTime, type TimeRange } from '@grafana/data';
import { type UPlotChart } from '@grafana/ui';
import { fireEvent, render, screen, within } from '@testing-library/react';
import React, { type ComponentProps } from 'react';
import { DEFAULT_OPTIONS } from '../options';
import { foreignFrame } from '../testdata/frames';
import { golden } from '../testdata/golden';
import { Timeline, type TimelineProps } from './Timeline';

/** How many series each plot was given, time among them. */
const series: number[] = [];

// jsdom has no canvas to draw on.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  UPlotChart: ({ data }: ComponentProps<typeof UPlotChart>) => {
    series.push(data.length);
    return <div data-testid="plot" />;
  },
}));

const timeRange: TimeRange = {
  from: dateTime('2026-01-31T11:59:00Z'),
  to: dateTime('2026-01-31T12:01:00Z'),
  raw: { from: 'now-2m', to: 'now' },
};

function show(props: Partial<TimelineProps> = {}) {
  return render(
    <Timeline
      frames={[foreignFrame(), golden('ledger.json')]}
      annotations={[golden('events.json')]}
      width={1200}
      height={600}
      timeRange={timeRange}
      timeZone="utc"
      options={DEFAULT_OPTIONS}
      {...props}
    />
  );
}

const list = () => within(screen.getByLabelText('Events'));
const table = (title: string) => within(screen.getByLabelText(`Two moments of ${title}`));
const timesOf = (title: string) =>
  ['A', 'B'].map((letter) => table(title).getByLabelText(`Moment ${letter}`).getAttribute('aria-valuetext'));

test('one plot a container, the events latest first', () => {
  show();
  expect(screen.getAllByTestId('plot')).toHaveLength(3);
  const titles = list()
    .getAllByText(/./, { selector: 'li strong' })
    .map(({ textContent }) => textContent);
  expect(titles).toEqual(['Restart', 'OOM kill', 'Version changed', 'Limit changed']);
  expect(timesOf('host1 / api')).toEqual(['2026-01-31 12:00:00 UTC', '2026-01-31 12:00:45 UTC']);
});

test('choosing an event puts the moments before and after it, choosing it again back', () => {
  show();
  const kill = list().getByText('OOM kill').closest('button')!;
  fireEvent.click(kill);
  expect(kill).toHaveAttribute('aria-pressed', 'true');
  expect(timesOf('host1 / api')).toEqual(['2026-01-31 12:00:15 UTC', '2026-01-31 12:00:30 UTC']);
  const cache = table('host1 / api').getByText('Page cache, inactive').closest('tr')!;
  expect(cache).toHaveTextContent('304 MiB');
  expect(within(cache).getByText('fell')).toBeInTheDocument();
  fireEvent.click(kill);
  expect(timesOf('host1 / api')).toEqual(['2026-01-31 12:00:00 UTC', '2026-01-31 12:00:45 UTC']);
});

test('a slider moves one moment, by keyboard too', () => {
  show();
  fireEvent.change(table('host1 / api').getByLabelText('Moment A'), { target: { value: '2' } });
  expect(timesOf('host1 / api')).toEqual(['2026-01-31 12:00:30 UTC', '2026-01-31 12:00:45 UTC']);
});

test('the moments of another container show on a click on its name, those of an event on the event', () => {
  show();
  fireEvent.click(screen.getByText('host2 / shop / db-0 / db').closest('button')!);
  expect(timesOf('host2 / shop / db-0 / db')).toEqual(['2026-01-31 12:00:00 UTC', '2026-01-31 12:00:15 UTC']);
  fireEvent.click(list().getByText('Restart').closest('button')!);
  expect(timesOf('host1 / api')).toEqual(['2026-01-31 12:00:30 UTC', '2026-01-31 12:00:45 UTC']);
});

test('without an events query it says how to get one; with one that found nothing, that', () => {
  const { rerender } = show({ annotations: [] });
  expect(screen.getByText(/^Add a second query of the type Events/)).toBeInTheDocument();
  const none = { ...golden('events.json'), length: 0 };
  rerender(
    <Timeline
      {...{ width: 900, height: 500, timeRange, timeZone: 'utc', options: DEFAULT_OPTIONS }}
      frames={[none, golden('ledger.json')]}
    />
  );
  expect(screen.getByText('Nothing happened in this time range.')).toBeInTheDocument();
  expect(screen.getByText(/^OOM kills cannot be told of host2.*cart:/, { selector: 'p' })).toBeInTheDocument();
});

test('a breakdown without containers is told from none at all', () => {
  const empty = { ...golden('ledger.json'), fields: [], length: 0 };
  const { unmount } = show({ frames: [empty] });
  expect(screen.getByText(/^No container matches the query of the type Breakdown/)).toBeInTheDocument();
  unmount();
  show({ frames: [] });
  expect(screen.getByText(/^Add a query of the type Breakdown/)).toBeInTheDocument();
});

test('events alone are a list', () => {
  show({ frames: [golden('events.json')], annotations: [] });
  expect(screen.queryByTestId('plot')).not.toBeInTheDocument();
  expect(list().getByText('OOM kill')).toBeInTheDocument();
});

test('a name in the table shows its class alone in every plot, a second click all again; with a key it switches one', () => {
  show();
  const isShown = (name: string) => {
    const button = table('host1 / api').queryByRole('button', { name });
    return button?.getAttribute('aria-pressed') === 'true';
  };
  const click = (name: string, keys = {}) => fireEvent.click(table('host1 / api').getByRole('button', { name }), keys);
  const seriesOf = () => series.splice(0).slice(-3);
  click('Stacks');
  expect([isShown('Stacks'), isShown('Page cache, inactive')]).toEqual([true, false]);
  // Time, and one layer of the two containers that have stacks; the third has no Go.
  expect(seriesOf()).toEqual([2, 2, 1]);
  click('Stacks');
  expect([isShown('Stacks'), isShown('Page cache, inactive')]).toEqual([true, true]);
  const all = seriesOf();
  click('Page cache, inactive', { ctrlKey: true });
  expect([isShown('Stacks'), isShown('Page cache, inactive')]).toEqual([true, false]);
  expect(seriesOf()).toEqual(all.map((count) => count - 1));
});

test('the table of moments can be left out; then there is a legend', () => {
  show({ options: { ...DEFAULT_OPTIONS, timeline: { showMoments: false } } });
  expect(screen.queryByLabelText(/^Two moments/)).not.toBeInTheDocument();
  series.length = 0;
  fireEvent.click(screen.getByText('Stacks'));
  expect(Math.max(...series.slice(-3))).toBe(2);
});
