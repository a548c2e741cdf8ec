import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { LEARN, LEARN_COUNTERS } from '../../generated/learn';
import { LearnTerm } from './LearnTerm';

/** What the domain says of one of its rows: what it is, of what counters, where those stand, and by whose word. */
export function LearnEntry({ entry }: { entry: (typeof LEARN)[number] }) {
  const styles = useStyles2(getStyles);
  const counters = LEARN_COUNTERS.filter(({ id }) => entry.counters.some((used) => used === id));
  const related = LEARN.filter(({ id }) => entry.related.some((other) => other === id));
  return (
    <div className={styles.entry}>
      {entry.help && <p>{entry.help}</p>}
      {entry.facts.length > 0 && (
        <dl className={styles.facts}>
          {entry.facts.map(({ label, text, isSum }) => (
            <React.Fragment key={label}>
              <dt>{label}</dt>
              <dd>{isSum ? <code>{text}</code> : text}</dd>
            </React.Fragment>
          ))}
        </dl>
      )}
      {counters.length > 0 && (
        <>
          <h3>The counters in it</h3>
          <dl className={styles.counters}>
            {counters.map(({ id, help, since, places }) => (
              <React.Fragment key={id}>
                <dt>
                  <code>{id}</code>
                </dt>
                <dd>
                  {help}
                  {since && ` Since ${since}.`}
                  {places.map(({ label, text }) => (
                    <div key={label}>
                      {label}: <code>{text}</code>
                    </div>
                  ))}
                </dd>
              </React.Fragment>
            ))}
          </dl>
        </>
      )}
      {related.length > 0 && (
        <>
          <h3>See also</h3>
          <ul className={styles.related}>
            {related.map(({ id, name }) => (
              <li key={id}>
                <LearnTerm id={id}>{name}</LearnTerm>
              </li>
            ))}
          </ul>
        </>
      )}
      {entry.docs && (
        <p className={styles.page}>
          <TextLink href={entry.docs} external>
            How it is told, and what to do about it
          </TextLink>
        </p>
      )}
      {entry.ref && <p className={styles.source}>Source: {entry.ref}</p>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  entry: css({
    h3: { margin: theme.spacing(3, 0, 1), fontSize: theme.typography.h5.fontSize },
    dt: { fontWeight: theme.typography.fontWeightMedium },
    dd: { margin: 0 },
    // A box of its own, or the frame breaks with the line.
    code: { display: 'inline-block', lineHeight: 1.4, whiteSpace: 'normal', overflowWrap: 'anywhere' },
  }),
  facts: css({
    display: 'grid',
    // However long a label is, the text beside it is what is read.
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 7fr)',
    gap: theme.spacing(0.75, 2),
    margin: theme.spacing(2, 0, 0),
    dd: { whiteSpace: 'pre-line' },
  }),
  counters: css({ dd: { margin: theme.spacing(0.25, 0, 1.5) } }),
  related: css({ listStyle: 'none', li: { marginBottom: theme.spacing(0.5) } }),
  page: css({ marginTop: theme.spacing(3) }),
  source: css({ marginTop: theme.spacing(3), color: theme.colors.text.secondary }),
});
