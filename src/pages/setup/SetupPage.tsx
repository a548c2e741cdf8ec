import { PluginPage } from '@grafana/runtime';
import React from 'react';
import { usePageState } from '../usePageState';
import { checkHealth, loadSetup } from './loadSetup';
import { SetupView } from './SetupView';

/** Puts the view into Grafana: its data sources, its address bar, its permissions. */
export function SetupPage() {
  const { parameters, change, datasources, datasource, permissions } = usePageState();
  return (
    <PluginPage subTitle="What the server holds of containers and Go services, how the two are joined, and what to do next.">
      <SetupView
        datasources={datasources}
        state={{ datasource, search: parameters.get('search') ?? '' }}
        onStateChange={change}
        load={loadSetup}
        check={checkHealth}
        canAddDatasource={Boolean(permissions['datasources:create'])}
        canEditDatasource={Boolean(permissions['datasources:write'])}
      />
    </PluginPage>
  );
}
