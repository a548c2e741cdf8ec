import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { dialectName } from '../../components/dialects';
import { type MissingCounters } from '../../datasource/setup';
import { CodeBlock } from './CodeBlock';
import { Section } from './Section';

export function Missing({ missing }: { missing: MissingCounters[] }) {
  const styles = useStyles2(getStyles);
  return (
    <Section
      title="What would refine the breakdown"
      description="Nothing is wrong: an exporter that tells less gives coarser classes."
    >
      <ul className={styles.list}>
        {missing.map(({ dialect, counters, option, literal, text }) => (
          <li key={`${dialect} ${option} ${text}`}>
            {text}
            {counters.length > 0 && (
              <div className={styles.counters}>
                {dialectName(dialect)} without {counters.join(', ')}
              </div>
            )}
            {/* One in words stands in the text already. */}
            {literal && <CodeBlock label={`the option of ${dialectName(dialect)}`} code={option} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    marginLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  }),
  counters: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
