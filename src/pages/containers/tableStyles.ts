import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

export const getTableStyles = (theme: GrafanaTheme2) => ({
  scroll: css({
    overflowX: 'auto',
    paddingBottom: theme.spacing(2),
  }),
  table: css({
    width: '100%',
    minWidth: 720,
    borderCollapse: 'collapse',
    'th, td': {
      padding: theme.spacing(0.75, 1),
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: theme.typography.fontWeightRegular,
    },
    'thead th': {
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      verticalAlign: 'bottom',
    },
    'tbody th': {
      minWidth: theme.spacing(20),
    },
  }),
  sort: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'inherit',
    '&:hover': {
      color: theme.colors.text.primary,
    },
  }),
  number: css({
    '&&': {
      textAlign: 'right',
    },
    fontVariantNumeric: 'tabular-nums',
    'td&': {
      whiteSpace: 'nowrap',
    },
  }),
  oneLine: css({
    whiteSpace: 'nowrap',
  }),
  // Of all columns the one that a narrow screen can do without.
  wideOnly: css({
    [theme.breakpoints.down('lg')]: {
      display: 'none',
    },
  }),
  container: css({
    // What the link inside spreads over.
    position: 'relative',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:hover': {
      background: theme.colors.action.hover,
    },
  }),
  link: css({
    fontWeight: theme.typography.fontWeightMedium,
    overflowWrap: 'anywhere',
    'a::after': {
      content: '""',
      position: 'absolute',
      inset: 0,
    },
  }),
  place: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  bar: css({
    height: 4,
    minWidth: theme.spacing(8),
    marginTop: theme.spacing(0.5),
    background: theme.colors.background.secondary,
    '> div': {
      height: '100%',
      background: theme.visualization.getColorByName('orange'),
    },
  }),
  sentence: css({
    'table & > td': {
      paddingTop: 0,
      color: theme.colors.text.secondary,
    },
  }),
  // Of its own, where the row's link covers everything else.
  aboveLink: css({
    position: 'relative',
    zIndex: 1,
    fontStyle: 'normal',
  }),
  missing: css({
    fontStyle: 'italic',
  }),
});
