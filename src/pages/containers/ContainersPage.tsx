import { config, PluginPage } from '@grafana/runtime';
import React from 'react';
import { useSearchParams } from 'react-router-dom';
import { listDatasources } from '../../components/datasources';
import { DATASOURCE_TYPE } from '../../components/links';
import { DEFAULT_TOOL, FORMULAS } from '../../generated/memory';
import { ContainersView, type ViewState } from './ContainersView';
import { loadContainers } from './loadContainers';

/** Puts the view into Grafana: its data sources, its address bar, its permissions. */
export function ContainersPage() {
  const [parameters, setParameters] = useSearchParams();
  const datasources = listDatasources([DATASOURCE_TYPE]);

  const state: ViewState = {
    datasource:
      parameters.get('datasource') ?? (datasources.find(({ isDefault }) => isDefault) ?? datasources[0])?.uid ?? '',
    tool: FORMULAS.find(({ id }) => id === parameters.get('tool'))?.id ?? DEFAULT_TOOL,
    search: parameters.get('search') ?? '',
  };

  // A choice is a step to go back to; a letter of the search is not.
  const onStateChange = (changed: Partial<ViewState>) => {
    const next = new URLSearchParams(parameters);
    Object.entries(changed).forEach(([name, value]) => (value ? next.set(name, value) : next.delete(name)));
    setParameters(next, { replace: changed.search !== undefined });
  };

  // Without a name of its own the app's first page has that of the app.
  return (
    <PluginPage
      pageNav={{ text: 'Containers' }}
      subTitle="By how far the reported usage and the Go heap are apart. Open one to see where each byte goes."
    >
      <ContainersView
        datasources={datasources}
        state={state}
        onStateChange={onStateChange}
        load={loadContainers}
        canAddDatasource={Boolean(config.bootData.user.permissions?.['datasources:create'])}
      />
    </PluginPage>
  );
}
