import { PluginPage } from '@grafana/runtime';
import React from 'react';
import { mayCreateAlertRules } from '../../components/alertRules';
import { askGrafana } from '../../components/ask';
import { TimeControls, TimeScoped } from '../time/TimeScope';
import { usePageState } from '../usePageState';
import { readFleetState, writeFleetState } from './fleetState';
import { FleetView } from './FleetView';

/** Puts the view into Grafana: its data sources, its address bar, its time range, its permissions. */
export function FleetPage() {
  const { parameters, change, datasources, datasource, ownTool, permissions } = usePageState();
  // Without a name of its own the app's first page has that of the app.
  return (
    <TimeScoped>
      {(scope, range) => (
        <PluginPage
          pageNav={{ text: 'Fleet' }}
          subTitle="By how far the reported usage and the Go heap are apart. Open one to see where each byte goes."
          actions={<TimeControls scope={scope} />}
        >
          <FleetView
            datasources={datasources}
            state={readFleetState(parameters, datasource, ownTool)}
            onStateChange={(changed) => change(writeFleetState(changed))}
            ask={askGrafana}
            range={range}
            canAddDatasource={Boolean(permissions['datasources:create'])}
            canCreateRules={mayCreateAlertRules()}
          />
        </PluginPage>
      )}
    </TimeScoped>
  );
}
