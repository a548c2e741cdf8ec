import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type ToolRow } from './rows';

/** What each tool prints for the container, and what it counts to get there. */
export function ToolsTable({ tools }: { tools: ToolRow[] }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Tool</th>
          <th scope="col" className={styles.number}>
            Prints
          </th>
          <th scope="col">Counts</th>
        </tr>
      </thead>
      <tbody>
        {tools.map(({ formula, tool, formatted, counts }) => (
          <tr key={formula}>
            <th scope="row">{tool}</th>
            <td className={styles.number}>{formatted}</td>
            <td className={styles.counts}>{counts}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    borderCollapse: 'collapse',
    'th, td': {
      padding: theme.spacing(0.5, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: theme.typography.fontWeightRegular,
    },
    'thead th': { color: theme.colors.text.secondary },
    'tbody th': { whiteSpace: 'nowrap' },
  }),
  // Above the rule for all cells, which a class alone would not be.
  number: css({ '&&': { textAlign: 'right', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' } }),
  counts: css({ color: theme.colors.text.secondary }),
});
