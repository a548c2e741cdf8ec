import { type UPlotConfigBuilder } from '@grafana/ui';
import { useLayoutEffect, useRef } from 'react';
import type uPlot from 'uplot';

interface Props {
  config: UPlotConfigBuilder;
  /** With the row of the plot's data at which the crosshair is. */
  onEnter: (dataIdx: number) => void;
}

/** Enter on a focused plot takes the moment of its crosshair, as a click does by the tooltip. */
export function MomentKeys({ config, onEnter }: Props) {
  const handler = useRef(onEnter);
  useLayoutEffect(() => {
    handler.current = onEnter;
  });
  useLayoutEffect(() => {
    config.addHook('init', (plot: uPlot) => {
      plot.root.addEventListener('keydown', ({ key }) => {
        const { idx } = plot.cursor;
        if (key === 'Enter' && typeof idx === 'number') {
          handler.current(idx);
        }
      });
    });
  }, [config]);
  return null;
}
