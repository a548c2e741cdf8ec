import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2, useTheme2, VizLayout } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { type LedgerPanelOptions } from '../options';
import { BreakdownColumn } from './BreakdownColumn';
import { BreakdownLegend } from './BreakdownLegend';
import { BreakdownPlot } from './BreakdownPlot';
import { chosenOverlays, prepareDrawing } from './drawing';
import { withDisplay } from './format';
import { hasAmounts } from './layers';
import { type ContainerLedger, containersOf, type LedgerSeries } from './ledger';
import { legendItems } from './legendItems';
import { momentNotes, momentsOf } from './legendMoments';
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

/** Narrower than this a legend at the side leaves no room for the plot. */
const MIN_WIDTH_FOR_SIDE_LEGEND = 800;

/** The ledger of one or several containers over time: one stacked plot per container, one legend. */
export function Breakdown(props: BreakdownProps) {
  const { frames, width, height, timeZone, options } = props;
  const theme = useTheme2();
  const [hidden, setHidden] = useState<HiddenIds>(new Set());
  const containers = useMemo(() => containersOf(withDisplay(frames, theme, timeZone)), [frames, theme, timeZone]);
  const { items, notes } = useMemo(
    () => legendOf(containers, options, hidden, theme),
    [containers, options, hidden, theme]
  );
  const onToggle = (id: string, addToSelection: boolean) => {
    const ids = items.flatMap(({ data }) => data?.id ?? []);
    setHidden(toggle(hidden, ids, id, addToSelection));
  };

  const placement = width < MIN_WIDTH_FOR_SIDE_LEGEND ? 'bottom' : options.legend.placement;
  const legend = options.legend.showLegend ? (
    <VizLayout.Legend placement={placement} width={placement === 'right' ? options.legend.width : undefined}>
      <BreakdownLegend items={items} notes={notes} options={options.legend} placement={placement} onToggle={onToggle} />
    </VizLayout.Legend>
  ) : null;

  return (
    <VizLayout width={width} height={height} legend={legend}>
      {(plotWidth: number, plotHeight: number) => (
        <Plots {...props} containers={containers} hidden={hidden} width={plotWidth} height={plotHeight} />
      )}
    </VizLayout>
  );
}

function legendOf(
  containers: ContainerLedger[],
  { overlays, measure, legend }: BreakdownProps['options'],
  hidden: HiddenIds,
  theme: GrafanaTheme2
) {
  const [alone, ...others] = containers;
  // Off one plot's scale, a line may be on another's.
  const offScale = alone && others.length === 0 ? prepareDrawing(alone, overlays, hidden, measure).offScale : [];
  const shown = {
    overlays: containers.map((ledger) => chosenOverlays(ledger, overlays).filter(isInLegend)),
    classes: containers.map(({ classes }) => classes.filter(isInLegend)),
  };
  // Several containers share a legend without values.
  const ofOne = alone && others.length === 0 ? [...shown.overlays, ...shown.classes].flat() : [];
  const moments = momentsOf(legend.calcs, ofOne);
  const items = legendItems({
    ...shown,
    offScaleIds: new Set(offScale.map(({ id }) => id)),
    hidden,
    calcs: legend.calcs,
    moments,
    theme,
  });
  return { items, notes: alone ? momentNotes(moments, alone) : [] };
}

/** A class that is zero all along is in no plot: its row would only push the others out of sight. */
function isInLegend(series: LedgerSeries) {
  return hasAmounts(series) && !series.field.config.custom?.hideFrom?.legend;
}

interface PlotsProps extends BreakdownProps {
  containers: ContainerLedger[];
  hidden: HiddenIds;
}

function Plots({ containers, ...props }: PlotsProps) {
  const [ledger] = containers;
  return containers.length === 1 && ledger ? (
    <Alone {...props} ledger={ledger} />
  ) : (
    <BreakdownColumn {...props} containers={containers} />
  );
}

function Alone({ ledger, ...props }: Omit<PlotsProps, 'containers'> & { ledger: ContainerLedger }) {
  const { hidden, options } = props;
  const styles = useStyles2(getStyles);
  const drawing = useMemo(
    () => prepareDrawing(ledger, options.overlays, hidden, options.measure),
    [ledger, options.overlays, hidden, options.measure]
  );
  return (
    <div className={styles.alone}>
      <OffScaleNote drawing={drawing} className={styles.corner} />
      <BreakdownPlot {...props} ledger={ledger} drawing={drawing} showTimeAxis />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  alone: css({ position: 'relative' }),
  corner: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    position: 'absolute',
    top: 0,
    right: theme.spacing(1),
    zIndex: 1,
    pointerEvents: 'none',
    background: theme.colors.background.primary,
    padding: theme.spacing(0, 0.5),
  }),
});
