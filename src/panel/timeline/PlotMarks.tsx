import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Tooltip, type UPlotConfigBuilder, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useLayoutEffect, useReducer, useState } from 'react';
import { createPortal } from 'react-dom';
import type uPlot from 'uplot';
import { EventDetails } from './EventDetails';
import { type TimelineEvent } from './events';
import { EventSymbol } from './EventSymbol';

export interface PlotMarksProps {
  config: UPlotConfigBuilder;
  events: TimelineEvent[];
  selected?: string;
  onSelect: (event: TimelineEvent) => void;
  /** The two moments, by their letter; Unix ms. */
  moments: Array<{ letter: string; time: number }>;
  timeZone: TimeZone;
}

/** A flag needs this much room, in pixels, to have its name beside its symbol. */
const ROOM_FOR_NAME = 110;

/** Nearer than this, in pixels, the next flag hangs below the one before, or it would cover it. */
const ROOM_FOR_SYMBOL = 24;
const FLAG_HEIGHT = 19;
const MAX_LEVELS = 3;
const LETTER_WIDTH = 16;

/**
 * Events and the two moments as lines over a plot. The flags are for the pointer: the list of events has the same for
 * the keyboard and for screen readers, to whom the plot is one picture.
 */
export function PlotMarks({ config, events, selected, onSelect, moments, timeZone }: PlotMarksProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const plot = useDrawnPlot(config);
  if (!plot) {
    return null;
  }
  const place = (time: number) => plot.valToPos(time, 'x');
  const width = plot.over.clientWidth;
  const isInside = (x: number) => x >= 0 && x <= width;
  const shown = events
    .map((event) => ({ event, x: place(event.time), end: place(event.timeEnd ?? event.time) }))
    .filter(({ x, end }) => isInside(x) || isInside(end));
  const levels = levelsOf(shown.map(({ x }) => x));
  return createPortal(
    <div aria-hidden className={styles.layer}>
      {moments
        // The first moment of an answer lies on its step, up to one before the range.
        .map(({ letter, time }) => ({ letter, x: Math.min(Math.max(place(time), 0), width) }))
        .map(({ letter, x }, i) => (
          <div key={letter} className={styles.moment} style={{ left: x }} data-moment={letter}>
            <span className={styles.letter} style={{ [i === 0 && x >= LETTER_WIDTH ? 'right' : 'left']: -1 }}>
              {letter}
            </span>
          </div>
        ))}
      {shown.map(({ event, x, end }, i) => {
        const color = theme.visualization.getColorByName(event.color);
        const next = shown.findIndex(({ x: other }, j) => j > i && other - x >= ROOM_FOR_SYMBOL);
        const room = (next < 0 ? width : shown[next].x) - x;
        const isSelected = event.id === selected;
        return (
          <div
            key={event.id}
            className={styles.event}
            style={{ left: x, borderLeftColor: color, borderLeftStyle: isSelected ? 'solid' : 'dashed' }}
            data-event={event.type?.id ?? 'annotation'}
          >
            {end > x && <div className={styles.span} style={{ width: end - x, background: color }} />}
            <Tooltip content={<EventDetails event={event} timeZone={timeZone} />} placement="right-start">
              <button
                type="button"
                tabIndex={-1}
                className={styles.flag}
                style={{ borderColor: color, top: levels[i] * FLAG_HEIGHT }}
                data-time={dateTimeFormat(event.time, { timeZone })}
                onClick={() => onSelect(event)}
              >
                <EventSymbol event={event} />
                {room > ROOM_FOR_NAME && <span>{event.title}</span>}
              </button>
            </Tooltip>
          </div>
        );
      })}
    </div>,
    plot.over
  );
}

/** On which row each flag hangs. */
function levelsOf(xs: number[]): number[] {
  const levels: number[] = [];
  xs.forEach((x, i) => {
    const isNear = i > 0 && x - xs[i - 1] < ROOM_FOR_SYMBOL;
    levels.push(isNear ? (levels[i - 1] + 1) % MAX_LEVELS : 0);
  });
  return levels;
}

/** The plot, rendered anew whenever it was drawn: then its scales may be others. */
function useDrawnPlot(config: UPlotConfigBuilder): uPlot | undefined {
  const [plot, setPlot] = useState<uPlot>();
  const [, render] = useReducer((count: number) => count + 1, 0);
  // Before UPlotChart, whose effect runs after those of its children, makes the plot.
  useLayoutEffect(() => {
    config.addHook('draw', (drawn) => {
      setPlot(drawn);
      render();
    });
    config.addHook('destroy', () => setPlot(undefined));
  }, [config]);
  return plot;
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = css({ position: 'absolute', top: 0, bottom: 0, width: 0, pointerEvents: 'none' });
  return {
    // Beneath the tooltip, above the canvas and uPlot's cursor.
    layer: css({ position: 'absolute', inset: 0, pointerEvents: 'none', zIndex: 1 }),
    event: css(line, { borderLeft: '2px dashed' }),
    span: css({ position: 'absolute', top: 0, bottom: 0, left: 0, opacity: 0.15 }),
    flag: css({
      position: 'absolute',
      top: 0,
      left: -2,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.25, 0.5),
      border: '1px solid',
      borderRadius: `0 ${theme.shape.radius.default} ${theme.shape.radius.default} 0`,
      background: theme.colors.background.primary,
      color: theme.colors.text.primary,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: 1,
      whiteSpace: 'nowrap',
      pointerEvents: 'auto',
      cursor: 'pointer',
    }),
    moment: css(line, { borderLeft: `2px solid ${theme.colors.text.maxContrast}` }),
    letter: css({
      position: 'absolute',
      bottom: 0,
      width: LETTER_WIDTH,
      textAlign: 'center',
      borderRadius: theme.shape.radius.default,
      background: theme.colors.text.maxContrast,
      color: theme.colors.background.primary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightBold,
      lineHeight: '16px',
    }),
  };
};
