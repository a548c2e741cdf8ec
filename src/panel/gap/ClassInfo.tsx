import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { format, type GapClass } from './gaps';

/** What a class is and where its number comes from. */
export function ClassInfo({ step }: { step: GapClass }) {
  const styles = useStyles2(getStyles);
  const lines = [
    ['Holds', format(step.bytes)],
    ['The tool counts', format(step.counted)],
    ['Basis', step.basis],
    ['Source', step.source],
  ].filter(([, text]) => text !== '');
  return (
    <div className={styles.text}>
      <p>{step.help}</p>
      <dl className={styles.list}>
        {lines.map(([title, text]) => (
          <React.Fragment key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </React.Fragment>
        ))}
      </dl>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ maxWidth: 420 }),
  list: css({
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(0.25, 1),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
});
