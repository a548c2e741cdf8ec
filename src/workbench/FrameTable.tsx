import { css } from '@emotion/css';
import {
  type DataFrame,
  type GrafanaTheme2,
  formattedValueToString,
  getDisplayProcessor,
  getFieldDisplayName,
} from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

const MAX_ROWS = 50;

/** Any answer as it came, for queries whose answer is no breakdown. */
export function FrameTable({ frames }: { frames: DataFrame[] }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return (
    <div className={styles.scroll}>
      {frames.map((frame, index) => {
        const columns = frame.fields.map((field) => ({
          name: getFieldDisplayName(field, frame, frames),
          values: field.values,
          show: field.display ?? getDisplayProcessor({ field, theme }),
        }));
        return (
          <table key={index} className={styles.table}>
            <thead>
              <tr>
                {columns.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: Math.min(frame.length, MAX_ROWS) }, (_, row) => (
                <tr key={row}>
                  {columns.map(({ name, values, show }) => (
                    <td key={name}>{values[row] === null ? '' : formattedValueToString(show(values[row]))}</td>
                  ))}
                </tr>
              ))}
            </tbody>
            {frame.length > MAX_ROWS && <caption>{`The first ${MAX_ROWS} of ${frame.length} rows`}</caption>}
          </table>
        );
      })}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ height: '100%', overflow: 'auto' }),
  table: css({
    borderCollapse: 'collapse',
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': {
      padding: theme.spacing(0.25, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      textAlign: 'left',
      whiteSpace: 'nowrap',
    },
    caption: { captionSide: 'bottom', color: theme.colors.text.secondary },
  }),
});
