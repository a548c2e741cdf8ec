import { type PanelProps } from '@grafana/data';
import React from 'react';
import { type LedgerPanelOptions } from '../options';
import { Verdicts } from './Verdicts';

export function VerdictView({ data, width, height, options }: PanelProps<LedgerPanelOptions>) {
  return <Verdicts frames={data.series} width={width} height={height} options={options.verdict} />;
}
