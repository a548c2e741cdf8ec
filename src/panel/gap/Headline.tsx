import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type ContainerGap, format } from './gaps';

/** Three numbers, as the subtraction that they are, and what the last is made of. */
export function Headline({ gap, isCompact }: { gap: ContainerGap; isCompact: boolean }) {
  const styles = useStyles2(getStyles);
  const numbers = [
    { name: `${gap.tool} prints`, amount: gap.reported, before: '' },
    { name: gap.heapName, amount: gap.heap, before: '−' },
    { name: 'Gap', amount: gap.gap, before: '=' },
  ];
  return (
    <div className={styles.line}>
      <dl className={styles.numbers}>
        {numbers.map(({ name, amount, before }) => (
          <div key={name} className={isCompact ? styles.inline : undefined}>
            <dt className={styles.name}>{name}</dt>
            <dd className={cx(styles.number, isCompact && styles.small)}>
              {before && (
                <span className={styles.sign} aria-hidden>
                  {before}{' '}
                </span>
              )}
              {format(amount)}
            </dd>
          </div>
        ))}
      </dl>
      {gap.explanation && <p className={styles.why}>{gap.explanation}</p>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: theme.spacing(0, 3) }),
  numbers: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: theme.spacing(0, 2), margin: 0 }),
  inline: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.75) }),
  name: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular, lineHeight: 1.3 }),
  number: css({
    margin: 0,
    fontSize: theme.typography.h2.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: 1.3,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  small: css({ fontSize: theme.typography.h4.fontSize }),
  sign: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  why: css({ margin: 0, fontSize: theme.typography.h4.fontSize, lineHeight: 1.6 }),
});
