import { type PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import React from 'react';
import { Breakdown } from './breakdown/Breakdown';
import { emptyMessage } from './emptyMessage';
import { type LedgerPanelOptions } from './options';

export function LedgerPanel(props: PanelProps<LedgerPanelOptions>) {
  const { id, data, fieldConfig, width, height, timeRange, timeZone, options, onChangeTimeRange } = props;
  const message = emptyMessage(data);
  if (message === '') {
    return null;
  }
  if (message) {
    return <PanelDataErrorView panelId={id} fieldConfig={fieldConfig} data={data} message={message} />;
  }
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
