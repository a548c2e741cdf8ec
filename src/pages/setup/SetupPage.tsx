import { config, PluginPage } from '@grafana/runtime';
import React from 'react';
import { useSearchParams } from 'react-router-dom';
import { listDatasources } from '../../components/datasources';
import { DATASOURCE_TYPE } from '../../components/links';
import { checkHealth, loadSetup } from './loadSetup';
import { type SetupState, SetupView } from './SetupView';

/** Puts the view into Grafana: its data sources, its address bar, its permissions. */
export function SetupPage() {
  const [parameters, setParameters] = useSearchParams();
  const datasources = listDatasources([DATASOURCE_TYPE]);
  const permissions = config.bootData.user.permissions;

  const state: SetupState = {
    datasource:
      parameters.get('datasource') ?? (datasources.find(({ isDefault }) => isDefault) ?? datasources[0])?.uid ?? '',
    search: parameters.get('search') ?? '',
  };

  // A choice is a step to go back to; a letter of the search is not.
  const onStateChange = (changed: Partial<SetupState>) => {
    const next = new URLSearchParams(parameters);
    Object.entries(changed).forEach(([name, value]) => (value ? next.set(name, value) : next.delete(name)));
    setParameters(next, { replace: changed.search !== undefined });
  };

  return (
    <PluginPage subTitle="What the server holds of containers and Go services, how the two are joined, and what to do next.">
      <SetupView
        datasources={datasources}
        state={state}
        onStateChange={onStateChange}
        load={loadSetup}
        check={checkHealth}
        canAddDatasource={Boolean(permissions?.['datasources:create'])}
        canEditDatasource={Boolean(permissions?.['datasources:write'])}
      />
    </PluginPage>
  );
}
