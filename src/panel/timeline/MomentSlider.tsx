import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type ContainerLedger } from '../breakdown/ledger';
import { timeAt } from './moments';
import { timeText } from './times';

interface Props {
  letter: string;
  ledger: ContainerLedger;
  index: number;
  timeZone: TimeZone;
  onChange: (time: number) => void;
}

/** One of the two moments: its time, and the moments of the answer to choose from. */
export function MomentSlider({ letter, ledger, index, timeZone, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const time = timeText(timeAt(ledger, index), timeZone);
  return (
    <div className={styles.moment}>
      <span className={styles.time}>
        <strong>{letter}</strong> {time}
      </span>
      <input
        type="range"
        className={styles.slider}
        aria-label={`Moment ${letter}`}
        aria-valuetext={time}
        min={0}
        max={ledger.time.values.length - 1}
        value={index}
        onChange={({ currentTarget }) => onChange(timeAt(ledger, Number(currentTarget.value)))}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  moment: css({ display: 'flex', flexDirection: 'column', alignItems: 'stretch', minWidth: 0 }),
  time: css({ fontVariantNumeric: 'tabular-nums', textAlign: 'right' }),
  slider: css({ width: '100%', minWidth: 60, accentColor: theme.colors.primary.main }),
});
