import { applyFieldOverrides, DashboardCursorSync, type DataFrame, type PanelProps } from '@grafana/data';
import { usePanelContext, useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import { type LedgerPanelOptions } from '../options';
import { askAgain } from './askAgain';
import { Gap } from './Gap';

/** The gap in a dashboard: asks the panel's data source again for other moments, and shares the crosshair. */
export function GapView(props: PanelProps<LedgerPanelOptions>) {
  const {
    data,
    width,
    height,
    timeRange,
    timeZone,
    options,
    eventBus,
    fieldConfig,
    replaceVariables,
    onOptionsChange,
  } = props;
  const theme = useTheme2();
  const { sync } = usePanelContext();
  const isSynced = (sync?.() ?? DashboardCursorSync.Off) !== DashboardCursorSync.Off;
  const ask = useMemo(() => askAgain({ request: data.request }), [data.request]);
  // Grafana did this to the panel's own frames; those asked for here come bare.
  const prepare = useCallback(
    (frames: DataFrame[]) => applyFieldOverrides({ data: frames, fieldConfig, replaceVariables, theme, timeZone }),
    [fieldConfig, replaceVariables, theme, timeZone]
  );
  const { pinnedAt } = options.gap;
  // In a dashboard a pin is the reader's alone: kept in the options it would be a change to save.
  const isHeld = pinnedAt !== undefined;
  const onPin = (at?: number) => onOptionsChange({ ...options, gap: { ...options.gap, pinnedAt: at ?? null } });
  return (
    <Gap
      frames={data.series}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone={timeZone}
      options={options.gap}
      ask={ask}
      prepare={prepare}
      pinned={pinnedAt ?? undefined}
      onPin={isHeld ? onPin : undefined}
      eventBus={isSynced && options.gap.followCrosshair ? eventBus : undefined}
    />
  );
}
