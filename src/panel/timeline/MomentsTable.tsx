import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { SeriesIcon, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { formatAmount } from '../breakdown/format';
import { type ContainerLedger, type LedgerSeries } from '../breakdown/ledger';
import { colorOf, lineStyleOf } from '../breakdown/plotConfig';
import { type HiddenIds } from '../breakdown/visibility';
import { CopyAsText, UncopiedText } from '../CopyAsText';
import { copyText } from './copyText';
import { type TimelineEvent } from './events';
import { type MomentRow, momentRows, type Pair, type Side } from './moments';
import { MomentSlider } from './MomentSlider';

interface Props {
  ledger: ContainerLedger;
  /** The lines over the stack that the panel shows. */
  lines: LedgerSeries[];
  events: TimelineEvent[];
  pair: Pair;
  /** Switched off in the plot; a click on a name shows it alone, with Ctrl or Shift it switches that one. */
  hidden: HiddenIds;
  onToggle: (id: string, addToSelection: boolean) => void;
  timeZone: TimeZone;
  onMoment: (side: Side, time: number) => void;
}

const DIRECTIONS: Record<MomentRow['direction'], [sign: string, words: string]> = {
  up: ['↑', 'rose'],
  down: ['↓', 'fell'],
  same: ['=', 'as before'],
  unknown: ['', 'unknown'],
};

/** Two moments side by side, class by class: the legend of the plot too. */
export function Moments({ ledger, lines, events, pair, hidden, onToggle, timeZone, onMoment }: Props) {
  const styles = useStyles2(getStyles);
  const [uncopied, setUncopied] = useState<string>();
  const rows = useMemo(() => momentRows(ledger.classes, lines, pair), [ledger, lines, pair]);
  const most = Math.max(...rows.flatMap(({ a, b }) => [a ?? 0, b ?? 0]));
  if (pair.a < 0 || pair.b < 0) {
    return <p className={styles.note}>{ledger.title} has no known moment in this time range.</p>;
  }
  const slider = (side: Side) => (
    <MomentSlider
      letter={side.toUpperCase()}
      ledger={ledger}
      index={pair[side]}
      timeZone={timeZone}
      onChange={(time) => onMoment(side, time)}
    />
  );
  return (
    <section aria-label={`Two moments of ${ledger.title}`} className={styles.section}>
      <div className={styles.bar}>
        <h3 className={styles.heading}>Two moments of {ledger.title}</h3>
        <CopyAsText getText={() => copyText({ ledger, pair, rows, events, timeZone })} onResult={setUncopied} />
      </div>
      <UncopiedText text={uncopied} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>Class</span>
            </th>
            <th scope="col">{slider('a')}</th>
            <th scope="col">{slider('b')}</th>
            <th scope="col">
              <span className={styles.hidden}>From A to B</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.series.id}
              row={row}
              isLine={lines.includes(row.series)}
              most={most}
              isHidden={hidden.has(row.series.id)}
              onToggle={onToggle}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps extends Pick<Props, 'onToggle'> {
  row: MomentRow;
  isLine: boolean;
  most: number;
  isHidden: boolean;
}

function Row({ row: { series, a, b, direction }, isLine, most, isHidden, onToggle }: RowProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const color = colorOf(series, theme);
  const [sign, words] = DIRECTIONS[direction];
  const cell = (value: number | null) => (
    <td className={styles.amount}>
      {!isLine && most > 0 && (
        <div className={styles.size} style={{ width: `${(100 * Math.abs(value ?? 0)) / most}%`, background: color }} />
      )}
      <span className={styles.number}>{formatAmount(series.field, value)}</span>
    </td>
  );
  return (
    <tr>
      <th scope="row" title={series.help} className={styles.name}>
        <button
          type="button"
          className={cx(styles.toggle, isHidden && styles.off)}
          aria-pressed={!isHidden}
          onClick={({ ctrlKey, metaKey, shiftKey }) => onToggle(series.id, ctrlKey || metaKey || shiftKey)}
        >
          <SeriesIcon color={color} lineStyle={isLine ? lineStyleOf(series) : undefined} /> {series.name}
        </button>
      </th>
      {cell(a)}
      {cell(b)}
      <td>
        <span aria-hidden>{sign}</span>
        <span className={styles.hidden}>{words}</span>
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ minWidth: 0 }),
  bar: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'center', minHeight: 24 }),
  heading: css({ margin: 0, fontSize: theme.typography.body.fontSize }),
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': { padding: theme.spacing(0.25, 1, 0.25, 0), fontWeight: theme.typography.fontWeightRegular },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    thead: { verticalAlign: 'bottom' },
  }),
  name: css({ whiteSpace: 'nowrap' }),
  toggle: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    textAlign: 'left',
    '&:hover': { textDecoration: 'underline' },
  }),
  off: css({ color: theme.colors.text.disabled, textDecoration: 'line-through' }),
  amount: css({ position: 'relative', width: '35%', textAlign: 'right' }),
  // Beside the number, not behind it: text on a class's colour is hard to read.
  size: css({ position: 'absolute', right: theme.spacing(1), bottom: 0, height: 3, borderRadius: 1 }),
  number: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  note: css({ color: theme.colors.text.secondary }),
  hidden: css({
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
});
