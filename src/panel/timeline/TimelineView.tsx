import { type PanelProps } from '@grafana/data';
import React from 'react';
import { type LedgerPanelOptions } from '../options';
import { Timeline } from './Timeline';

export function TimelineView({ data, ...props }: PanelProps<LedgerPanelOptions>) {
  return <Timeline {...props} frames={data.series} annotations={data.annotations} />;
}
