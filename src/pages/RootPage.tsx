import { PluginPage } from '@grafana/runtime';
import React from 'react';

export default function RootPage() {
  return (
    <PluginPage>
      <h1>Containers</h1>
    </PluginPage>
  );
}
