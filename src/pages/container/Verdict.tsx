import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { rowsOf, textOf } from '../../components/rows';
import { VerdictText } from '../../components/VerdictText';

/** The verdict on the page's container, where there is one. */
export function Verdict({ frames }: { frames: DataFrame[] }) {
  const styles = useStyles2(getStyles);
  const row = rowsOf(frames, 'verdict')[0];
  return row && textOf(row.summary) ? (
    <section aria-label="Verdict" className={styles.box}>
      <VerdictText row={row} />
    </section>
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
});
