import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type RankedDialect, type Setup } from '../../datasource/setup';
import { Section } from './Section';
import { SIDES } from './words';

interface Props {
  precedence: Setup['precedence'];
  settingsUrl?: string;
}

export function Precedence({ precedence, settingsUrl }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Section
      title="Who is believed"
      description={
        <>
          Where two exporters tell of one container or process, the first of these is taken, so that nothing is counted
          twice. {precedence.overridden ? 'The order was changed in the settings.' : 'This is the default order.'}
          {settingsUrl && (
            <>
              {' '}
              <TextLink href={settingsUrl}>Change the order</TextLink>
            </>
          )}
        </>
      }
    >
      <div className={styles.sides}>
        <Side title={SIDES.cgroup} ranked={precedence.cgroup} />
        <Side title={SIDES.go} ranked={precedence.go} />
      </div>
    </Section>
  );
}

/** Those that the server has not are counted only: they are many. */
function Side({ title, ranked }: { title: string; ranked: RankedDialect[] }) {
  const styles = useStyles2(getStyles);
  const absent = ranked.filter(({ found }) => !found);
  return (
    <div className={styles.side}>
      <h3 className={styles.title}>{title}</h3>
      <ol className={styles.list}>
        {ranked.map(
          ({ dialect, name, found }, index) =>
            found && (
              <li key={dialect} value={index + 1}>
                {name} <Badge text="Found" color="green" />
              </li>
            )
        )}
      </ol>
      {absent.length > 0 && (
        <details className={styles.absent}>
          <summary>{absent.length} more, not found</summary>
          <ol className={styles.list}>
            {ranked.map(
              ({ dialect, name, found }, index) =>
                !found && (
                  <li key={dialect} value={index + 1}>
                    {name}
                  </li>
                )
            )}
          </ol>
        </details>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sides: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2, 4),
  }),
  side: css({
    flex: '1 1 260px',
  }),
  title: css({
    ...theme.typography.h5,
    margin: 0,
  }),
  list: css({
    margin: theme.spacing(0.5, 0, 0, 3),
  }),
  absent: css({
    marginTop: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  }),
});
