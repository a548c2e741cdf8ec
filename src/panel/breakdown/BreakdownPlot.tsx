import { DashboardCursorSync, type TimeRange } from '@grafana/data';
import { type TimeZone, TooltipDisplayMode } from '@grafana/schema';
import {
  EventBusPlugin,
  KeyboardPlugin,
  TooltipPlugin2,
  UPlotChart,
  type UPlotConfigBuilder,
  usePanelContext,
  useTheme2,
} from '@grafana/ui';
import React, { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type uPlot from 'uplot';
import { type LedgerPanelOptions } from '../options';
import { ariaText } from './ariaText';
import { BreakdownTooltip } from './BreakdownTooltip';
import { decimate } from './decimate';
import { type Drawing } from './drawing';
import { seriesAt } from './hover';
import { type Layer } from './layers';
import { type ContainerLedger } from './ledger';
import { buildPlotConfig, colorOf, setPlotRange } from './plotConfig';
import { type HiddenIds } from './visibility';

export interface BreakdownPlotProps {
  ledger: ContainerLedger;
  drawing: Drawing;
  hidden: HiddenIds;
  width: number;
  height: number;
  timeRange: TimeRange;
  timeZone: TimeZone;
  options: Pick<LedgerPanelOptions, 'drawStyle' | 'measure' | 'bandLabels' | 'tooltip' | 'provenance'>;
  showTimeAxis: boolean;
  /** Set where several plots stand under each other: they then share a crosshair too. */
  column?: { id: string; amountAxisWidth: number };
  onChangeTimeRange?: (range: { from: number; to: number }) => void;
  /** What is drawn over the plot, by hooks of its configuration. */
  decorate?: (config: UPlotConfigBuilder, rowAt: Drawing['rowAt']) => React.ReactNode;
  /** Stands below a pinned tooltip; of a row of the ledger. */
  tooltipFooter?: (row: number, dismiss: () => void) => React.ReactNode;
}

// Grafana's TooltipHoverMode is a const enum that @grafana/ui does not export.
const HOVER_ONE = 0;
const HOVER_ALL = 1;

export function BreakdownPlot(props: BreakdownPlotProps) {
  const { ledger, hidden, width, height, timeRange, options, column } = props;
  const drawing = useMemo(() => decimate(props.drawing, width), [props.drawing, width]);
  const { sync, eventsScope, eventBus } = usePanelContext();
  const config = usePlotConfig(props);
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  // uPlot asks for the range when it gets data, so a new range has to look like new data.
  const data = useMemo(() => [...drawing.data] as uPlot.AlignedData, [drawing.data, from, to]); // eslint-disable-line react-hooks/exhaustive-deps
  const describePlot = usePlotDescription(ariaText({ ...ledger, overlays: drawing.overlays }));

  const dashboardSync = sync?.() ?? DashboardCursorSync.Off;
  const ownSync = column ? DashboardCursorSync.Crosshair : DashboardCursorSync.Off;
  const isSynced = dashboardSync !== DashboardCursorSync.Off;
  const showAll = options.tooltip.mode === TooltipDisplayMode.Multi;

  return (
    // A plot is bound to its configuration: UPlotChart takes no new one together with a new size.
    <UPlotChart key={config.uid} config={config} data={data} width={width} height={height} plotRef={describePlot}>
      <RangePlugin config={config} from={from} to={to} />
      <KeyboardPlugin config={config} />
      {props.decorate?.(config, drawing.rowAt)}
      {isSynced && <EventBusPlugin config={config} eventBus={eventBus} frame={ledger.frame} />}
      {options.tooltip.mode !== TooltipDisplayMode.None && (
        <TooltipPlugin2
          config={config}
          hoverMode={showAll ? HOVER_ALL : HOVER_ONE}
          queryZoom={props.onChangeTimeRange}
          syncMode={isSynced ? dashboardSync : ownSync}
          syncScope={isSynced ? eventsScope : column?.id}
          maxWidth={options.tooltip.maxWidth}
          getDataLinks={(seriesIdx, dataIdx) =>
            seriesAt(drawing.layers, seriesIdx)?.field.getLinks?.({
              valueRowIndex: dataIdx === null ? undefined : drawing.rowAt(dataIdx),
            }) ?? []
          }
          render={(_plot, dataIdxs, seriesIdx, isPinned, dismiss, _range, viaSync, links) => (
            <BreakdownTooltip
              ledger={ledger}
              overlays={drawing.overlays}
              isHidden={({ id }) => hidden.has(id)}
              dataIdx={drawing.rowAt(dataIdxs[0] ?? 0)}
              hovered={seriesAt(drawing.layers, seriesIdx)}
              // Where the cursor is in another panel there is no hovered class.
              showAll={showAll || viaSync}
              showTitle={column !== undefined}
              options={options.tooltip}
              links={links}
              showProvenance={options.provenance === 'always' || (options.provenance === 'pinned' && isPinned)}
              footer={isPinned && props.tooltipFooter?.(drawing.rowAt(dataIdxs[0] ?? 0), dismiss)}
            />
          )}
        />
      )}
    </UPlotChart>
  );
}

function usePlotConfig({ drawing, timeZone, options, showTimeAxis, column }: BreakdownPlotProps) {
  const theme = useTheme2();
  const { layers } = drawing;
  const structure = JSON.stringify(layers.map((layer) => structureOf(layer, colorOf(layer.series, theme))));
  return useMemo(
    () =>
      buildPlotConfig({
        layers,
        theme,
        timeZone,
        drawStyle: options.drawStyle,
        measure: options.measure,
        bandLabels: options.bandLabels,
        showTimeAxis,
        amountAxisWidth: column?.amountAxisWidth,
      }),
    // New values of the same layers need no new plot, or every refresh would close the tooltip.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [
      structure,
      theme,
      timeZone,
      options.drawStyle,
      options.measure,
      options.bandLabels,
      showTimeAxis,
      column?.amountAxisWidth,
    ]
  );
}

function structureOf({ series: { id, name, field }, part }: Layer, color: string) {
  const { unit, decimals, min, max } = field.config;
  return [id, name, part, color, unit, decimals, min, max];
}

/** A component, as Grafana's own plugins are: its effect runs before UPlotChart hands uPlot the data of that range. */
function RangePlugin({ config, from, to }: { config: UPlotConfigBuilder; from: number; to: number }) {
  useLayoutEffect(() => setPlotRange(config, { from, to }), [config, from, to]);
  return null;
}

/** Says what the plot shows to those who do not see it; on the element that takes the keyboard's focus. */
function usePlotDescription(text: string): (plot: uPlot) => void {
  const [plot, setPlot] = useState<uPlot | null>(null);
  useEffect(() => {
    plot?.root.setAttribute('role', 'img');
    plot?.root.setAttribute('aria-label', text);
  }, [plot, text]);
  return setPlot;
}
