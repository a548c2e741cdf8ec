import { css } from '@emotion/css';
import { dateTime, type GrafanaTheme2, type RawTimeRange, rangeUtil, type TimeRange } from '@grafana/data';
import { Combobox, IconButton, TimeRangePicker, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { type Identity } from '../components/identity';

export interface ContainerOption {
  identity: Identity;
  /** What tells it from the others. */
  label: string;
  description?: string;
}

interface Props {
  containers: ContainerOption[];
  chosen?: string;
  range: TimeRange;
  isDark: boolean;
  onContainer: (identity: Identity) => void;
  onRange: (range: RawTimeRange) => void;
  onRefresh: () => void;
  onMode: () => void;
}

export function Toolbar({ containers, chosen, range, isDark, onContainer, onRange, onRefresh, onMode }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const shift = (direction: -1 | 1) => {
    const half = (range.to.valueOf() - range.from.valueOf()) / 2;
    onRange({
      from: dateTime(range.from.valueOf() + direction * half),
      to: dateTime(range.to.valueOf() + direction * half),
    });
  };
  const zoomOut = () => {
    const half = (range.to.valueOf() - range.from.valueOf()) / 2;
    onRange({ from: dateTime(range.from.valueOf() - half), to: dateTime(range.to.valueOf() + half) });
  };
  const options = containers.map(({ label, description }) => ({ value: label, label, description }));
  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>Memledger workbench</h1>
      <label htmlFor={`${id}-container`}>Container</label>
      <Combobox
        id={`${id}-container`}
        options={options}
        value={chosen ?? null}
        placeholder="No container found"
        width={40}
        onChange={({ value }) => {
          const found = containers.find(({ label }) => label === value);
          if (found) {
            onContainer(found.identity);
          }
        }}
      />
      <span className={styles.gap} />
      <TimeRangePicker
        value={range}
        timeZone="browser"
        onChange={({ raw }) =>
          onRange(rangeUtil.isRelativeTimeRange(raw) ? raw : { from: dateTime(raw.from), to: dateTime(raw.to) })
        }
        onChangeTimeZone={() => {}}
        onMoveBackward={() => shift(-1)}
        onMoveForward={() => shift(1)}
        onZoom={zoomOut}
      />
      <IconButton name="sync" size="lg" tooltip="Ask again now" onClick={onRefresh} />
      <IconButton name="palette" size="lg" tooltip={isDark ? 'Light theme' : 'Dark theme'} onClick={onMode} />
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  }),
  title: css({ margin: theme.spacing(0, 2, 0, 0), fontSize: theme.typography.h4.fontSize }),
  gap: css({ flex: 1 }),
});
