import { css } from '@emotion/css';
import { type DataFrame, type EventBus, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { withDisplay } from '../breakdown/format';
import { cutNotice, MAX_CONTAINERS } from '../cut';
import { type GapOptions } from '../options';
import { type AskAt } from './askAgain';
import { columnsOf } from './columns';
import { ContainerSection } from './ContainerSection';
import { GapToolbar } from './GapToolbar';
import { gapsOf } from './gaps';
import { useMoment } from './useMoment';

export interface GapProps {
  /** Answers of any query; those that are no table of a gap are skipped. */
  frames: DataFrame[];
  width: number;
  height: number;
  timeRange: TimeRange;
  timeZone: TimeZone;
  options: GapOptions;
  /** Asks for the same at another moment; without it the view is of the answer's own. */
  ask?: AskAt;
  /** What to do to frames that were asked for here, such as a panel's overrides. */
  prepare?: (frames: DataFrame[]) => DataFrame[];
  /** Of the dashboard, where panels share their crosshair. */
  eventBus?: EventBus;
  /** With onPin, who holds the pinned moment is the caller; Unix ms. */
  pinned?: number;
  onPin?: (at: number | undefined) => void;
}

/** More than these would fill the panel: only the first is open. */
const MOST_OPEN = 3;
/** Lower than this there is no room for large numbers. */
const COMPACT_HEIGHT = 260;

/** What the tool prints, the heap, and the walk from one to the other, of one or several containers at one moment. */
export function Gap(props: GapProps) {
  const { frames, width, height, timeRange, timeZone, options, ask, prepare, eventBus, pinned, onPin } = props;
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const moment = useMoment({ ask, eventBus, pinned, onPin });
  const gaps = useMemo(() => {
    const asked = moment.frames && prepare ? prepare(moment.frames) : moment.frames;
    return gapsOf(withDisplay(asked ?? frames, theme, timeZone));
  }, [frames, moment.frames, prepare, theme, timeZone]);
  const [closed, setClosed] = useState<Record<string, boolean>>({});
  const shown = gaps.slice(0, MAX_CONTAINERS);
  const { isNarrow } = columnsOf(width);
  const isCompact = isNarrow || height < COMPACT_HEIGHT;
  const at = gaps.find((gap) => gap.at !== null)?.at ?? moment.asked ?? timeRange.to.valueOf();
  return (
    <div
      className={styles.scroll}
      style={{ width, height }}
      data-testid="memledger-gap"
      aria-busy={moment.isAsking}
      onPointerEnter={() => moment.hold(true)}
      onPointerLeave={() => moment.hold(false)}
      onFocus={() => moment.hold(true)}
      onBlur={() => moment.hold(false)}
    >
      <GapToolbar
        gaps={shown}
        lone={gaps.length === 1 ? gaps[0] : undefined}
        at={at}
        moment={moment}
        timeRange={timeRange}
        timeZone={timeZone}
        canAsk={ask !== undefined}
        eventBus={eventBus}
        isNarrow={isNarrow}
      />
      {shown.map((gap, i) => (
        <ContainerSection
          key={gap.key}
          gap={gap}
          at={at}
          timeZone={timeZone}
          width={width}
          height={gaps.length === 1 ? height : undefined}
          isCompact={isCompact}
          showClasses={options.showClasses}
          hasHeadline={!options.hideHeadline}
          isAlone={gaps.length === 1}
          isOpen={!(closed[gap.key] ?? (shown.length > MOST_OPEN && i > 0))}
          onToggle={(isOpen) => setClosed({ ...closed, [gap.key]: !isOpen })}
        />
      ))}
      {shown.length === 0 && <p className={styles.note}>No container of this query had data at that moment.</p>}
      {gaps.length > shown.length && <p className={styles.note}>{cutNotice(shown.length, gaps.length)}</p>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Position: what is hidden for screen readers only must not make an outer box scroll.
  scroll: css({ position: 'relative', overflowX: 'hidden', overflowY: 'auto' }),
  note: css({ color: theme.colors.text.secondary }),
});
