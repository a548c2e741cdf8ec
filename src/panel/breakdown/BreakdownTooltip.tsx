import { css } from '@emotion/css';
import { type GrafanaTheme2, type LinkModel } from '@grafana/data';
import { type VizTooltipOptions } from '@grafana/schema';
import { DataLinkButton, SeriesIcon, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { formatShare } from '../../components/numberText';
import { formatAmount } from './format';
import { type HoverRow, rowsAt, sortRows } from './hover';
import { valueAt } from './layers';
import { type ContainerLedger, type LedgerSeries } from './ledger';
import { colorOf, lineStyleOf } from './plotConfig';
import { Provenance } from './Provenance';

export interface BreakdownTooltipProps {
  ledger: ContainerLedger;
  overlays: LedgerSeries[];
  /** Series that the plot does not show now. */
  isHidden: (series: LedgerSeries) => boolean;
  dataIdx: number;
  hovered?: LedgerSeries;
  /** All classes, or the hovered one alone. */
  showAll: boolean;
  showTitle: boolean;
  options: VizTooltipOptions;
  links: LinkModel[];
  /** Of the hovered class: exporter, series, formula and basis. */
  showProvenance?: boolean;
  footer?: React.ReactNode;
}

export function BreakdownTooltip(props: BreakdownTooltipProps) {
  const { ledger, overlays, isHidden, dataIdx, hovered, showAll, showTitle, options, links, showProvenance, footer } =
    props;
  const styles = useStyles2(getStyles, options.maxWidth, options.maxHeight);
  const isListed = (series: LedgerSeries) => !isHidden(series) && !series.field.config.custom?.hideFrom?.tooltip;
  const rows = rowsAt(ledger.classes, dataIdx).filter(({ series }) => isListed(series));
  const shown = showAll
    ? sortRows(withoutZeros(rows, options), options.sort)
    : rows.filter((r) => r.series === hovered);
  return (
    <div className={styles.tooltip}>
      <div className={styles.time}>
        {formatAmount(ledger.time, ledger.time.values[dataIdx])}
        {showTitle && <span className={styles.title}>{ledger.title}</span>}
      </div>
      <div className={styles.rows}>
        <table className={styles.table}>
          <tbody>
            {overlays.filter(isListed).map((series) => (
              <AmountRow
                key={series.id}
                series={series}
                value={valueAt(series, dataIdx)}
                isLine
                isActive={series === hovered}
              />
            ))}
            {shown.map((row) => (
              <AmountRow key={row.series.id} {...row} isActive={row.series === hovered} />
            ))}
          </tbody>
        </table>
      </div>
      {hovered?.help && (
        <p className={styles.help}>
          {showAll && <strong>{hovered.name}: </strong>}
          {hovered.help}
        </p>
      )}
      {hovered && showProvenance && <Provenance series={hovered} />}
      {links.map((link, i) => (
        <DataLinkButton key={i} link={link} buttonProps={{ size: 'sm', fill: 'text' }} />
      ))}
      {footer}
    </div>
  );
}

interface AmountRowProps {
  series: LedgerSeries;
  value: number | null;
  share?: number | null;
  isLine?: boolean;
  isActive: boolean;
}

function AmountRow({ series, value, share, isLine, isActive }: AmountRowProps) {
  const theme = useTheme2();
  const styles = useStyles2(getRowStyles);
  return (
    <tr className={isActive ? styles.active : undefined}>
      <td className={styles.icon}>
        <SeriesIcon color={colorOf(series, theme)} lineStyle={isLine ? lineStyleOf(series) : undefined} />
      </td>
      <th scope="row" className={styles.name}>
        {series.name}
      </th>
      <td className={styles.number}>{formatAmount(series.field, value)}</td>
      <td className={styles.number}>{typeof share === 'number' && formatShare(share)}</td>
    </tr>
  );
}

function withoutZeros(rows: HoverRow[], { hideZeros }: VizTooltipOptions) {
  return hideZeros ? rows.filter(({ value }) => value !== 0) : rows;
}

const getStyles = (theme: GrafanaTheme2, maxWidth = 360, maxHeight?: number) => ({
  tooltip: css({
    padding: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    maxWidth,
    whiteSpace: 'normal',
  }),
  time: css({ fontWeight: theme.typography.fontWeightMedium, marginBottom: theme.spacing(0.5) }),
  title: css({ color: theme.colors.text.secondary, marginLeft: theme.spacing(1) }),
  rows: css({ maxHeight, overflowY: maxHeight ? 'auto' : undefined }),
  table: css({ width: '100%' }),
  help: css({ color: theme.colors.text.secondary, margin: theme.spacing(0.75, 0, 0) }),
});

const getRowStyles = (theme: GrafanaTheme2) => ({
  active: css({
    color: theme.colors.text.maxContrast,
    '& > *': { fontWeight: theme.typography.fontWeightBold },
  }),
  icon: css({ width: 20, verticalAlign: 'middle' }),
  name: css({ fontWeight: theme.typography.fontWeightRegular, paddingRight: theme.spacing(2), textAlign: 'left' }),
  number: css({
    fontVariantNumeric: 'tabular-nums',
    paddingLeft: theme.spacing(1),
    textAlign: 'right',
    whiteSpace: 'nowrap',
  }),
});
