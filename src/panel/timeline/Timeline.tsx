import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { LegendDisplayMode, type VizLegendOptions } from '@grafana/schema';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { type BreakdownProps } from '../breakdown/Breakdown';
import { BreakdownLegend } from '../breakdown/BreakdownLegend';
import { type Drawing, prepareDrawing } from '../breakdown/drawing';
import { withDisplay } from '../breakdown/format';
import { hasAmounts } from '../breakdown/layers';
import { type ContainerLedger, containersOf, isLedgerFrame } from '../breakdown/ledger';
import { legendItems } from '../breakdown/legendItems';
import { type HiddenIds, toggle } from '../breakdown/visibility';
import { cutNotice, MAX_CONTAINERS } from '../cut';
import { type LedgerPanelOptions } from '../options';
import { EventList } from './EventList';
import { concerns, eventsOf, isEventsFrame, noticesOf, type TimelineEvent } from './events';
import { around, type ChosenTimes, pairOf, type Side } from './moments';
import { Moments } from './MomentsTable';
import { TimelinePlot } from './TimelinePlot';

/** Among the frames, those of events are drawn too. */
export interface TimelineProps extends Omit<BreakdownProps, 'options'> {
  /** Of the dashboard and of events queries. */
  annotations?: DataFrame[];
  options: Omit<BreakdownProps['options'], 'legend'> & Pick<LedgerPanelOptions, 'timeline'>;
}

const MIN_PLOT_HEIGHT = 120;
/** Of one plot, where the two moments stand below it. */
const PLOT_SHARE = 0.5;
/** Narrower than this events stand below the two moments, not beside them. */
const MIN_WIDTH_FOR_TWO = 760;
const TITLE_HEIGHT = 24;

const LIST: VizLegendOptions = {
  showLegend: true,
  displayMode: LegendDisplayMode.List,
  placement: 'bottom',
  calcs: [],
};

interface Row {
  ledger: ContainerLedger;
  drawing: Drawing;
  events: TimelineEvent[];
}

interface Choice {
  /** Of the container whose moments are shown; absent: the first. */
  key?: string;
  event?: string;
  times: ChosenTimes;
}

/** Usage with what happened to it, and two moments side by side. */
export function Timeline(props: TimelineProps) {
  const { frames, annotations, width, height, timeZone, options } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [hidden, setHidden] = useState<HiddenIds>(new Set());
  const rows = useRows(props, hidden);
  const [choice, setChoice] = useState<Choice>({ times: {} });
  const chosen = rows.find(({ ledger }) => ledger.key === choice.key) ?? rows[0];
  const shown = rows.slice(0, MAX_CONTAINERS);
  const events = useMemo(() => shownEvents(rows, frames, annotations), [rows, frames, annotations]);
  const pair = chosen && pairOf(chosen.ledger, choice.times);

  const onMoment = (row: Row, side: Side, time: number) =>
    setChoice({ key: row.ledger.key, times: { ...choice.times, [side]: time } });
  const onSelect = (event: TimelineEvent) => {
    const row = chosen && concerns(event, chosen.ledger) ? chosen : rows.find(({ ledger }) => concerns(event, ledger));
    const isOff = event.id === choice.event;
    setChoice({
      key: row?.ledger.key,
      ...(!isOff && { event: event.id }),
      times: row && !isOff ? around(event, row.ledger) : {},
    });
  };

  const onToggle = (id: string, addToSelection: boolean) => setHidden(toggle(hidden, idsOf(rows), id, addToSelection));
  const hasTable = chosen !== undefined && options.timeline.showMoments;

  const plotHeight = Math.max(
    MIN_PLOT_HEIGHT,
    Math.floor((height * PLOT_SHARE) / Math.max(shown.length, 1)) - TITLE_HEIGHT
  );
  const asked = [...frames, ...(annotations ?? [])].filter(isEventsFrame);
  return (
    <div className={styles.scroll} style={{ width, height }}>
      {shown.map((row) => (
        <TimelinePlot
          {...props}
          key={`${shown.length} ${row.ledger.key}`}
          {...row}
          height={plotHeight}
          titleHeight={TITLE_HEIGHT}
          hidden={hidden}
          isAlone={rows.length === 1}
          isChosen={row === chosen}
          pair={row === chosen ? pair : undefined}
          selected={choice.event}
          onChoose={() => setChoice({ key: row.ledger.key, times: {} })}
          onMoment={(side, time) => onMoment(row, side, time)}
          onSelect={onSelect}
        />
      ))}
      {rows.length > shown.length && <p className={styles.note}>{cutNotice(shown.length, rows.length)}</p>}
      {rows.length === 0 && (
        <p className={styles.note}>
          {frames.some(isLedgerFrame)
            ? 'No container matches the query of the type Breakdown in this time range.'
            : 'Add a query of the type Breakdown to see usage over time.'}
        </p>
      )}
      {!hasTable && shown.length > 0 && (
        <BreakdownLegend items={legendOf(shown, hidden, theme)} options={LIST} placement="bottom" onToggle={onToggle} />
      )}
      <div className={width < MIN_WIDTH_FOR_TWO || !hasTable ? undefined : styles.columns}>
        {hasTable && pair && (
          <Moments
            {...chosen}
            lines={chosen.drawing.overlays}
            pair={pair}
            hidden={hidden}
            onToggle={onToggle}
            timeZone={timeZone}
            onMoment={(side, time) => onMoment(chosen, side, time)}
          />
        )}
        <EventList
          events={events}
          selected={choice.event}
          onSelect={onSelect}
          isAsked={asked.length > 0}
          notices={noticesOf(asked)}
          timeZone={timeZone}
        />
      </div>
    </div>
  );
}

function useRows({ frames, annotations, timeZone, options }: TimelineProps, hidden: HiddenIds): Row[] {
  const { overlays, measure } = options;
  const theme = useTheme2();
  return useMemo(() => {
    const events = eventsOf(frames, annotations);
    return containersOf(withDisplay(frames, theme, timeZone)).map((ledger) => ({
      ledger,
      drawing: prepareDrawing(ledger, overlays, hidden, measure),
      events: events.filter((event) => concerns(event, ledger)),
    }));
  }, [frames, annotations, theme, timeZone, overlays, measure, hidden]);
}

/** Of all that is drawn of any of the containers, or would be if it were not switched off. */
function idsOf(rows: Row[]): string[] {
  const all = rows.flatMap(({ ledger, drawing }) => [...drawing.overlays, ...ledger.classes].filter(hasAmounts));
  return [...new Set(all.map(({ id }) => id))];
}

/** Where no table names the classes. */
function legendOf(rows: Row[], hidden: HiddenIds, theme: GrafanaTheme2) {
  return legendItems({
    overlays: rows.map(({ drawing }) => drawing.overlays.filter(hasAmounts)),
    classes: rows.map(({ ledger }) => ledger.classes.filter(hasAmounts)),
    offScaleIds: new Set(),
    hidden,
    calcs: [],
    moments: {},
    theme,
  });
}

/** Events of containers that are not drawn would be marks of nothing; without any container all are listed. */
function shownEvents(rows: Row[], frames: DataFrame[], annotations?: DataFrame[]): TimelineEvent[] {
  const all = eventsOf(frames, annotations);
  return rows.length === 0 ? all : all.filter((event) => rows.some(({ ledger }) => concerns(event, ledger)));
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ position: 'relative', overflowX: 'hidden', overflowY: 'auto' }),
  columns: css({ display: 'grid', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)', gap: theme.spacing(2) }),
  note: css({ color: theme.colors.text.secondary }),
});
