import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { provenanceOf } from './provenanceLines';
import { type LedgerSeries } from './ledger';

export function Provenance({ series }: { series: LedgerSeries }) {
  const styles = useStyles2(getStyles);
  const lines = provenanceOf(series.field);
  if (lines.length === 0) {
    return null;
  }
  return (
    <dl className={styles.list} aria-label={`Where ${series.name} comes from`}>
      {lines.map(({ title, text, isCode }) => (
        <React.Fragment key={title}>
          <dt>{title}</dt>
          <dd className={isCode ? styles.code : undefined}>{text}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(0.25, 1),
    margin: theme.spacing(0.75, 0, 0),
    paddingTop: theme.spacing(0.75),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
  code: css({ fontFamily: theme.typography.fontFamilyMonospace }),
});
