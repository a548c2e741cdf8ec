import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2, useTheme2, VizLayout } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';
import { cutNotice, MAX_CONTAINERS } from '../cut';
import { type LedgerPanelOptions } from '../options';
import { BreakdownLegend } from './BreakdownLegend';
import { BreakdownPlot } from './BreakdownPlot';
import { type Drawing, prepareDrawing } from './drawing';
import { withDisplay } from './format';
import { hasAmounts } from './layers';
import { type ContainerLedger, containersOf, type LedgerSeries } from './ledger';
import { legendItems } from './legendItems';
import { OffScaleNote } from './OffScaleNote';
import { type HiddenIds, toggle } from './visibility';

export interface BreakdownProps {
  /** Answers of any query; those that are no ledgers are skipped. */
  frames: DataFrame[];
  width: number;
  height: number;
  timeRange: TimeRange;
  timeZone: TimeZone;
  options: Pick<
    LedgerPanelOptions,
    'drawStyle' | 'measure' | 'bandLabels' | 'overlays' | 'legend' | 'tooltip' | 'provenance'
  >;
  onChangeTimeRange?: (range: { from: number; to: number }) => void;
}

const MIN_PLOT_HEIGHT = 110;
const TITLE_HEIGHT = 24;
const AMOUNT_AXIS_WIDTH = 68;
/** Narrower than this a legend at the side leaves no room for the plot. */
const MIN_WIDTH_FOR_SIDE_LEGEND = 800;

interface Row {
  ledger: ContainerLedger;
  drawing: Drawing;
}

/** The ledger of one or several containers over time: one stacked plot per container, one legend. */
export function Breakdown(props: BreakdownProps) {
  const { frames, width, height, timeZone, options } = props;
  const theme = useTheme2();
  const [hidden, setHidden] = useState<HiddenIds>(new Set());
  const containers = useMemo(() => containersOf(withDisplay(frames, theme, timeZone)), [frames, theme, timeZone]);
  const rows = useMemo(
    () =>
      containers
        .slice(0, MAX_CONTAINERS)
        .map((ledger) => ({ ledger, drawing: prepareDrawing(ledger, options.overlays, hidden, options.measure) })),
    [containers, options.overlays, options.measure, hidden]
  );
  const items = useMemo(
    () => legendOf(rows, hidden, options.legend.calcs, theme),
    [rows, hidden, options.legend, theme]
  );
  const onToggle = (id: string, addToSelection: boolean) => {
    const ids = items.flatMap(({ data }) => data?.id ?? []);
    setHidden(toggle(hidden, ids, id, addToSelection));
  };

  const placement = width < MIN_WIDTH_FOR_SIDE_LEGEND ? 'bottom' : options.legend.placement;
  const legend = options.legend.showLegend ? (
    <VizLayout.Legend placement={placement} width={placement === 'right' ? options.legend.width : undefined}>
      <BreakdownLegend items={items} options={options.legend} placement={placement} onToggle={onToggle} />
    </VizLayout.Legend>
  ) : null;

  return (
    <VizLayout width={width} height={height} legend={legend}>
      {(plotWidth: number, plotHeight: number) => (
        <Rows {...props} rows={rows} total={containers.length} hidden={hidden} width={plotWidth} height={plotHeight} />
      )}
    </VizLayout>
  );
}

function legendOf(rows: Row[], hidden: HiddenIds, calcs: string[], theme: GrafanaTheme2) {
  return legendItems({
    overlays: rows.map(({ drawing }) => drawing.overlays.filter(isInLegend)),
    classes: rows.map(({ ledger }) => ledger.classes.filter(isInLegend)),
    // Off one plot's scale, a line may be on another's.
    offScaleIds: new Set(rows.length === 1 ? rows[0].drawing.offScale.map(({ id }) => id) : []),
    hidden,
    calcs,
    theme,
  });
}

/** A class that is zero all along is in no plot: its row would only push the others out of sight. */
function isInLegend(series: LedgerSeries) {
  return hasAmounts(series) && !series.field.config.custom?.hideFrom?.legend;
}

interface RowsProps extends BreakdownProps {
  rows: Row[];
  total: number;
  hidden: HiddenIds;
}

function Rows(props: RowsProps) {
  const { rows, total, hidden, width, height, ...plotProps } = props;
  const styles = useStyles2(getStyles);
  if (rows.length !== 1) {
    return <Column {...props} />;
  }
  return (
    <div className={styles.row}>
      <OffScaleNote drawing={rows[0].drawing} className={styles.corner} />
      <BreakdownPlot {...plotProps} {...rows[0]} hidden={hidden} width={width} height={height} showTimeAxis />
    </div>
  );
}

function Column({ rows, total, hidden, width, height, ...plotProps }: RowsProps) {
  const styles = useStyles2(getStyles);
  const columnId = useId();
  const isCut = total > rows.length;
  const available = Math.floor((height - (isCut ? TITLE_HEIGHT : 0)) / rows.length) - TITLE_HEIGHT;
  const plotHeight = Math.max(available, MIN_PLOT_HEIGHT);
  // One time axis at the foot saves room, but is out of sight where the plots have to scroll.
  const hasTimeAxes = available < MIN_PLOT_HEIGHT || plotHeight > MIN_PLOT_HEIGHT * 1.5;
  return (
    <div className={styles.column} style={{ width, height }}>
      {rows.map((row, i) => (
        // With another number of rows a plot gets data and height at once, and UPlotChart would take the height only.
        <div key={`${rows.length} ${row.ledger.key}`} className={styles.row}>
          <div className={styles.title} style={{ height: TITLE_HEIGHT }}>
            <strong>{row.ledger.title}</strong>
            <OffScaleNote drawing={row.drawing} />
          </div>
          <BreakdownPlot
            {...plotProps}
            {...row}
            hidden={hidden}
            width={width}
            height={plotHeight}
            showTimeAxis={hasTimeAxes || i === rows.length - 1}
            column={{ id: columnId, amountAxisWidth: AMOUNT_AXIS_WIDTH }}
          />
        </div>
      ))}
      {isCut && (
        <div className={styles.note} style={{ height: TITLE_HEIGHT }}>
          {cutNotice(rows.length, total)}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const note = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize };
  return {
    row: css({ position: 'relative' }),
    column: css({ overflowX: 'hidden', overflowY: 'auto' }),
    title: css({
      display: 'flex',
      gap: theme.spacing(1),
      alignItems: 'end',
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    note: css(note),
    corner: css({
      ...note,
      position: 'absolute',
      top: 0,
      right: theme.spacing(1),
      zIndex: 1,
      pointerEvents: 'none',
      background: theme.colors.background.primary,
      padding: theme.spacing(0, 0.5),
    }),
  };
};
