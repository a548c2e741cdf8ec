import { type PanelProps } from '@grafana/data';
import React from 'react';
import { type LedgerPanelOptions } from '../options';
import { Tools } from './Tools';

export function ToolsView({ data, width, height, options }: PanelProps<LedgerPanelOptions>) {
  return <Tools frames={data.series} width={width} height={height} options={options} />;
}
