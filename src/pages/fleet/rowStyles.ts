import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { COLUMN_GAP } from './columns';

/** What a sentence of usual length takes on one line, in pixels. */
const SENTENCE_WIDTH = 960;
const MAX_LINES = 4;

export const linesIn = (width: number) =>
  Math.min(Math.max(Math.ceil(SENTENCE_WIDTH / Math.max(width, 1)), 1), MAX_LINES);

/** Every row is as high as this, in pixels: only then is the place of row 4,000 known without drawing those before. A trend may take two lines. */
export const rowHeight = (lines: number, hasPast: boolean) => 68 + 22 * lines + (hasPast ? 18 : 0);

export const getRowStyles = (theme: GrafanaTheme2) => {
  const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize };
  return {
    row: css({
      position: 'absolute',
      top: 0,
      left: 0,
      right: 0,
      display: 'grid',
      alignContent: 'start',
      columnGap: COLUMN_GAP,
      rowGap: theme.spacing(0.5),
      padding: theme.spacing(1),
      overflow: 'hidden',
      borderTop: `1px solid ${theme.colors.border.weak}`,
      '&:hover': { background: theme.colors.action.hover },
    }),
    cell: css({ minWidth: 0 }),
    number: css({ minWidth: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
    title: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
    name: css({
      ...oneLine,
      fontWeight: theme.typography.fontWeightMedium,
      // One link covers the row.
      'a::after': { content: '""', position: 'absolute', inset: 0 },
    }),
    place: css({ ...oneLine, ...small }),
    beside: css(small),
    unknown: css({ position: 'relative', zIndex: 1, color: theme.colors.text.secondary, fontStyle: 'italic' }),
    bar: css({
      height: 4,
      marginTop: theme.spacing(0.5),
      background: theme.colors.background.secondary,
      '> div': { height: '100%', background: theme.visualization.getColorByName('orange') },
    }),
    sentence: css({
      gridColumn: '1 / -1',
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      overflow: 'hidden',
      color: theme.colors.text.secondary,
    }),
    // Of its own, where the row's link covers everything else.
    aboveLink: css({ position: 'relative', zIndex: 1 }),
  };
};
