import { type TimeRange } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import React, { useMemo } from 'react';
import { mayCreateAlertRules } from '../../components/alertRules';
import { askGrafana } from '../../components/ask';
import { NoDatasource, UnknownDatasource } from '../../components/DatasourceStates';
import { openDatasource } from '../../components/datasources';
import { placeOf } from '../../components/identity';
import { appUrls } from '../../components/links';
import { type MemledgerDatasource } from '../../datasource/datasource';
import { type MemledgerQuery } from '../../datasource/types';
import { TimeControls, TimeScoped, type TimeScope } from '../time/TimeScope';
import { usePageState } from '../usePageState';
import { ContainerBody, type PanelSlot } from './ContainerBody';
import { readContainerState, writeContainerState } from './containerState';
import { makePanels, ScenePanel, sharedCrosshair } from './ScenePanel';

/** Puts the body into Grafana: its data sources, its address bar, its time range, its panels. */
export function ContainerPage() {
  return (
    <TimeScoped makePanels={makePanels} behaviors={sharedCrosshair}>
      {(scope, range) => <Page scope={scope} range={range} />}
    </TimeScoped>
  );
}

function Page({ scope, range }: { scope: TimeScope; range: TimeRange }) {
  const { parameters, change, datasources, datasource, ownTool, permissions } = usePageState();
  const state = readContainerState(parameters, datasource, ownTool);
  const Panel = useMemo<PanelSlot>(
    () =>
      function Panel(props) {
        return <ScenePanel scope={scope} {...props} />;
      },
    [scope]
  );
  const { container } = state.identity;
  return (
    <PluginPage
      pageNav={{
        text: container ?? 'Container',
        subTitle: placeOf(state.identity),
        parentItem: { text: 'Fleet', url: appUrls.fleet({ datasource }) },
      }}
      actions={<TimeControls scope={scope} />}
    >
      {datasources.length === 0 && <NoDatasource canAdd={Boolean(permissions['datasources:create'])} />}
      {datasources.length > 0 && !datasources.some(({ uid }) => uid === datasource) && (
        <UnknownDatasource uid={datasource} />
      )}
      {datasources.some(({ uid }) => uid === datasource) && (
        <ContainerBody
          state={state}
          onStateChange={(changed) => change(writeContainerState(changed))}
          ask={askGrafana}
          explain={explainWithGrafana}
          range={range}
          Panel={Panel}
          canCreateRules={mayCreateAlertRules()}
        />
      )}
    </PluginPage>
  );
}

async function explainWithGrafana(uid: string, query: MemledgerQuery, range: TimeRange) {
  return ((await openDatasource(uid)) as MemledgerDatasource).explain(query, range);
}
