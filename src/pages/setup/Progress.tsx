import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, type IconName, LinkButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { appUrls, hrefOf } from '../../components/links';
import { type StepState, stepsOf } from './steps';
import { type ReportProps } from './SetupReport';
import { sentence, timeText } from './words';

const STATES: Record<StepState, { icon: IconName; label: string }> = {
  done: { icon: 'check-circle', label: 'Done' },
  partly: { icon: 'exclamation-triangle', label: 'Partly done' },
  open: { icon: 'circle', label: 'To do' },
};

/** How far it is from install to a joined container, and what to do next. */
export function Progress({ setup, datasource }: Pick<ReportProps, 'setup' | 'datasource'>) {
  const styles = useStyles2(getStyles);
  const time = timeText(setup.server.detectedAt);
  return (
    <div>
      <ol className={styles.steps} aria-label="Progress">
        {stepsOf(setup).map(({ title, state, text }) => (
          <li key={title} className={styles.step}>
            <div className={styles.head}>
              <Icon name={STATES[state].icon} className={styles[state]} title={STATES[state].label} /> {title}
            </div>
            <div className={styles.text}>{text}</div>
          </li>
        ))}
      </ol>
      {setup.next.length > 0 && (
        <div className={styles.next}>
          <h2 className={styles.title}>Next</h2>
          <ul className={styles.list}>
            {[...new Set(setup.next)].map((line) => (
              <li key={line}>{sentence(line)}</li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.foot}>
        {setup.paired > 0 && (
          <LinkButton size="sm" icon="cube" href={hrefOf(appUrls.fleet({ datasource }))}>
            Open the fleet
          </LinkButton>
        )}
        {time && <span className={styles.text}>Exporters detected at {time}. “Look again” detects them anew.</span>}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  steps: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: theme.spacing(1),
    listStyle: 'none',
  }),
  step: css({
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  head: css({
    fontWeight: theme.typography.fontWeightMedium,
  }),
  text: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  done: css({ color: theme.colors.success.text }),
  partly: css({ color: theme.colors.warning.text }),
  open: css({ color: theme.colors.text.secondary }),
  next: css({
    marginTop: theme.spacing(2),
    padding: theme.spacing(1.5),
    border: `1px solid ${theme.colors.info.border}`,
    borderRadius: theme.shape.radius.default,
  }),
  title: css({
    ...theme.typography.h5,
    margin: 0,
  }),
  list: css({
    margin: theme.spacing(0.5, 0, 0, 2.5),
    overflowWrap: 'anywhere',
  }),
  foot: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1.5),
  }),
});
