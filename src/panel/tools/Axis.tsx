import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { percent, type Scale } from './scale';
import { type FormatBytes } from './words';

/** The byte axis of all bars. Each bar says its bytes in words, so a screen reader needs none. */
export function Axis({ scale, format }: { scale: Scale; format: FormatBytes }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.axis} aria-hidden="true">
      {scale.ticks.map((tick) => (
        <span key={tick} className={styles.tick} style={{ left: percent(tick / scale.max) }}>
          {/* The first and the last stand beside their line, or they would be cut. */}
          <span className={labelClass(tick / scale.max, styles)}>{format(tick)}</span>
        </span>
      ))}
    </div>
  );
}

const NEAR_END = 0.96;

function labelClass(share: number, styles: ReturnType<typeof getStyles>) {
  return share === 0 ? styles.first : share > NEAR_END ? styles.last : styles.middle;
}

const getStyles = (theme: GrafanaTheme2) => {
  const label = { position: 'absolute', whiteSpace: 'nowrap', bottom: 5 } as const;
  return {
    axis: css({
      position: 'sticky',
      top: 0,
      zIndex: 3,
      height: 24,
      background: theme.colors.background.primary,
      borderBottom: `1px solid ${theme.colors.border.medium}`,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    tick: css({ position: 'absolute', bottom: 0, height: 4, borderLeft: `1px solid ${theme.colors.border.strong}` }),
    first: css({ ...label, left: 0 }),
    middle: css({ ...label, transform: 'translateX(-50%)' }),
    last: css({ ...label, right: 0 }),
  };
};
