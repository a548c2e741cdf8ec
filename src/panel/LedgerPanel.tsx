import { type PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import React from 'react';
import { emptyMessage } from './emptyMessage';
import { type LedgerPanelOptions } from './options';
import { viewOf } from './views';

export function LedgerPanel(props: PanelProps<LedgerPanelOptions>) {
  const { id, data, fieldConfig, options } = props;
  const view = viewOf(options.view);
  const message = emptyMessage(data, view);
  if (message === '') {
    return null;
  }
  if (message) {
    return <PanelDataErrorView panelId={id} fieldConfig={fieldConfig} data={data} message={message} />;
  }
  return <view.Component {...props} />;
}
