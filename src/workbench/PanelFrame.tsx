import { type PanelData, type PanelProps, type TimeRange } from '@grafana/data';
import React, { useLayoutEffect, useRef, useState } from 'react';
import { LedgerPanel } from '../panel/LedgerPanel';
import { DEFAULT_OPTIONS, type LedgerPanelOptions, type ViewId } from '../panel/options';

interface Props {
  view: ViewId;
  /** Those that are not as the panel has them by itself. */
  options?: Partial<LedgerPanelOptions>;
  onOptions?: (options: Partial<LedgerPanelOptions>) => void;
  data: PanelData;
  range: TimeRange;
  height: number;
  onChangeRange: (range: { from: number; to: number }) => void;
}

/** The panel as a dashboard would hold it: as wide as there is room. */
export function PanelFrame({ view, options, onOptions = () => {}, data, range, height, onChangeRange }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) {
      return;
    }
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // A dashboard passes more, of which this panel uses nothing.
  const props = {
    id: 1,
    data,
    width,
    height,
    timeRange: range,
    timeZone: 'browser',
    title: '',
    transparent: true,
    options: { ...DEFAULT_OPTIONS, ...options, view },
    fieldConfig: { defaults: {}, overrides: [] },
    renderCounter: 0,
    onOptionsChange: onOptions,
    onFieldConfigChange() {},
    replaceVariables: (text: string) => text,
    onChangeTimeRange: onChangeRange,
  } as unknown as PanelProps<LedgerPanelOptions>;
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && <LedgerPanel {...props} />}
    </div>
  );
}
