import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

export const getTableStyles = (theme: GrafanaTheme2) => ({
  scroll: css({
    overflowX: 'auto',
  }),
  table: css({
    width: '100%',
    minWidth: 600,
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
    },
    'tbody th': {
      fontWeight: theme.typography.fontWeightMedium,
    },
  }),
  first: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  number: css({
    '&&': {
      textAlign: 'right',
    },
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  breaking: css({
    overflowWrap: 'break-word',
  }),
  notes: css({
    'table & ': {
      paddingTop: 0,
    },
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  labels: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  secondary: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
