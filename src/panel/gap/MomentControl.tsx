import { css } from '@emotion/css';
import {
  DataHoverClearEvent,
  DataHoverEvent,
  dateTimeFormat,
  type EventBus,
  type GrafanaTheme2,
  type TimeRange,
  timeZoneAbbrevation,
} from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Moment } from './useMoment';

interface Props {
  /** What the shown numbers are of; Unix ms. */
  at: number;
  moment: Moment;
  timeRange: TimeRange;
  timeZone: TimeZone;
  canAsk: boolean;
  eventBus?: EventBus;
}

const STEPS = 200;

/** States the moment, and lets it be pinned: the crosshair's by a button, any other by the slider. */
export function MomentControl({ at, moment, timeRange, timeZone, canAsk, eventBus }: Props) {
  const styles = useStyles2(getStyles);
  const [from, to] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const { asked, wanted, isPinned, isAsking, pin } = moment;
  const timeOf = (time: number) => `${dateTimeFormat(time, { timeZone })} ${timeZoneAbbrevation(time, { timeZone })}`;
  const show = (time: number) => {
    pin(time);
    eventBus?.publish(new DataHoverEvent({ point: { time } }));
  };
  return (
    <>
      <span className={styles.time}>
        {timeOf(at) + (isPinned ? ', pinned' : asked === undefined ? '' : ', at the crosshair')}
      </span>
      {canAsk && (
        <input
          type="range"
          className={styles.slider}
          aria-label="Moment"
          aria-valuetext={timeOf(at)}
          title="Another moment of the time range"
          min={from}
          max={to}
          step={Math.max(1, Math.round((to - from) / STEPS))}
          value={Math.min(Math.max(wanted ?? at, from), to)}
          onChange={({ currentTarget }) => show(Number(currentTarget.value))}
          onBlur={() => eventBus?.publish(new DataHoverClearEvent())}
        />
      )}
      {isPinned ? (
        <Button size="sm" variant="secondary" fill="text" icon="times" onClick={() => pin(undefined)}>
          Unpin
        </Button>
      ) : (
        asked !== undefined && (
          <Button size="sm" variant="secondary" fill="text" icon="gf-pin" onClick={() => pin(asked)}>
            Pin
          </Button>
        )
      )}
      {isAsking && <span aria-hidden>…</span>}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  time: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  slider: css({ flex: '0 1 120px', minWidth: 30, width: 0, accentColor: theme.colors.primary.main }),
});
