import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { percentOf, type Scale } from './scale';

export interface Bar {
  from: number | null;
  to: number | null;
  /** A name of Grafana's palette. */
  color: string;
  label: string;
}

interface Props {
  bar: Bar;
  scale: Scale;
  /** Of the cell, in px. */
  width: number;
  height: number;
}

const LABEL_SIZE = 12;
// Digits are 7 px wide at that size, letters mostly less.
const CHARACTER_WIDTH = 7;
const PADDING = 6;
const MIN_BAR = 2;

/** One bar from level to level on the scale, its label inside where it fits and beside it elsewhere. */
export function BarCell({ bar, scale, width, height }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { from, to, label } = bar;
  if (from === null || to === null) {
    return <td className={styles.unknown}>{label}</td>;
  }
  const color = theme.visualization.getColorByName(bar.color);
  const isNegative = to < from;
  const left = percentOf(scale, Math.min(from, to));
  const right = percentOf(scale, Math.max(from, to));
  const { isInside, ...place } = placeOf(label, left, right, width);
  const inside = isNegative
    ? { background: theme.colors.background.primary }
    : { color: theme.colors.getContrastText(color) };
  return (
    <td className={styles.cell} style={gridOf(scale, theme)}>
      <div className={styles.track} style={{ height }}>
        <div
          className={cx(styles.bar, isNegative && styles.negative)}
          style={{ left: `${left}%`, width: `max(${from === to ? 1 : MIN_BAR}px, ${right - left}%)`, color }}
        />
        <span className={styles.label} style={{ ...place, ...(isInside && inside) }}>
          {label}
        </span>
      </div>
    </td>
  );
}

function placeOf(label: string, left: number, right: number, width: number) {
  const needed = label.length * CHARACTER_WIDTH + 2 * PADDING;
  const toPx = (percent: number) => (percent * width) / 100;
  if (toPx(right - left) >= needed) {
    return { left: `${left}%`, isInside: true };
  }
  return toPx(100 - right) >= needed
    ? { left: `${right}%`, isInside: false }
    : { right: `${100 - left}%`, isInside: false };
}

/** Lines at the ticks, behind the bar. */
function gridOf(scale: Scale, theme: GrafanaTheme2) {
  const line = `linear-gradient(${theme.colors.border.weak}, ${theme.colors.border.weak})`;
  return {
    backgroundImage: scale.ticks.map(() => line).join(', '),
    backgroundSize: '1px 100%',
    backgroundPosition: scale.ticks.map((tick) => `${percentOf(scale, tick)}% 0`).join(', '),
    backgroundRepeat: 'no-repeat',
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  // The grid ends where the track does.
  cell: css({ '&&': { padding: 0, backgroundOrigin: 'content-box' } }),
  unknown: css({ fontVariantNumeric: 'tabular-nums' }),
  track: css({ position: 'relative' }),
  bar: css({ position: 'absolute', top: 2, bottom: 2, background: 'currentColor', borderRadius: 1 }),
  // What takes away is hatched, and its label has a minus: colour alone says nothing.
  negative: css({
    background: 'repeating-linear-gradient(135deg, currentColor 0 3px, transparent 3px 6px)',
    border: '1px solid currentColor',
  }),
  label: css({
    position: 'absolute',
    top: 'calc(50% - 7px)',
    lineHeight: '14px',
    padding: `0 ${PADDING}px`,
    fontSize: LABEL_SIZE,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    color: theme.colors.text.primary,
  }),
});
