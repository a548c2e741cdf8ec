import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { ContainerTitle } from './ContainerTitle';
import { type ContainerGap } from './gaps';
import { Headline } from './Headline';
import { Waterfall } from './Waterfall';

interface Props {
  gap: ContainerGap;
  /** What the view says that it is of: another moment is told. */
  at: number;
  timeZone: TimeZone;
  width: number;
  /** To fill, where the container is alone. */
  height?: number;
  isCompact: boolean;
  showClasses: boolean;
  hasHeadline: boolean;
  isAlone: boolean;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

export function ContainerSection(props: Props) {
  const { gap, at, timeZone, width, height, isCompact, showClasses, hasHeadline, isAlone, isOpen, onToggle } = props;
  const styles = useStyles2(getStyles);
  const hasWalk = gap.groups.length > 0;
  return (
    <section className={isAlone ? undefined : styles.section} aria-label={gap.title}>
      {!isAlone && (
        <div className={styles.title}>
          {hasWalk && (
            <IconButton
              name={isOpen ? 'angle-down' : 'angle-right'}
              aria-label={`Steps of ${gap.title}`}
              aria-expanded={isOpen}
              onClick={() => onToggle(!isOpen)}
            />
          )}
          <ContainerTitle gap={gap} />
          {gap.at !== null && gap.at !== at && (
            <span className={styles.time}>{dateTimeFormat(gap.at, { timeZone })}</span>
          )}
        </div>
      )}
      {hasHeadline && <Headline gap={gap} isCompact={isCompact || !isAlone} />}
      {isOpen && hasWalk && <Waterfall {...{ gap, width, height, hasHeadline, isCompact, showClasses }} />}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    paddingTop: theme.spacing(0.5),
    marginTop: theme.spacing(1.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  title: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  time: css({ color: theme.colors.text.secondary }),
});
