import { type PanelProps } from '@grafana/data';
import React from 'react';
import { type LedgerPanelOptions } from '../options';
import { Breakdown } from './Breakdown';

export function BreakdownView(props: PanelProps<LedgerPanelOptions>) {
  const { data, width, height, timeRange, timeZone, options, onChangeTimeRange } = props;
  return (
    <Breakdown
      frames={data.series}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone={timeZone}
      options={options}
      onChangeTimeRange={onChangeTimeRange}
    />
  );
}
