import { behaviors, SceneQueryRunner, VizPanel } from '@grafana/scenes';
import { DashboardCursorSync } from '@grafana/schema';
import React, { useEffect, useRef } from 'react';
import { DATASOURCE_TYPE } from '../../components/links';
import { DEFAULT_OPTIONS, type LedgerPanelOptions } from '../../panel/options';
import { type TimeScope } from '../time/TimeScope';
import { type PanelSlotProps } from './ContainerBody';
import { PANELS } from './questions';

const PANEL_ID = 'memledger-gomemory-panel';

/** Grafana loads the panel's code once, when the first of them is drawn. They ask nothing before they are told what. */
export function makePanels(): VizPanel[] {
  return PANELS.map(
    ({ view, title }) =>
      new VizPanel({
        key: view,
        title,
        pluginId: PANEL_ID,
        options: { ...DEFAULT_OPTIONS, view },
        $data: new SceneQueryRunner({ queries: [] }),
      })
  );
}

/** All panels of the page move one crosshair. */
export const sharedCrosshair = () => [new behaviors.CursorSync({ sync: DashboardCursorSync.Crosshair })];

export function ScenePanel({
  scope,
  info,
  datasource,
  queries,
  options,
  onOptions,
}: PanelSlotProps & { scope: TimeScope }) {
  const panel = scope.state.panels.find(({ state }) => state.key === info.view);
  const asked = JSON.stringify({ datasource: { uid: datasource, type: DATASOURCE_TYPE }, queries });
  useEffect(() => {
    const runner = panel?.state.$data;
    if (runner instanceof SceneQueryRunner) {
      runner.setState(JSON.parse(asked));
      runner.runQueries();
    }
  }, [panel, asked]);
  const chosen = JSON.stringify(options);
  useEffect(() => {
    if (panel) {
      setOptions(panel, JSON.parse(chosen));
    }
  }, [panel, chosen]);
  const listener = useRef(onOptions);
  useEffect(() => {
    listener.current = onOptions;
  });
  useEffect(() => {
    const told = panel?.subscribeToState((next, last) => {
      const [shown, before] = [next.options as LedgerPanelOptions, last.options as LedgerPanelOptions];
      // What the page itself sets comes back here too.
      if (shown.gap?.pinnedAt !== before.gap?.pinnedAt) {
        listener.current(shown);
      }
    });
    return () => told?.unsubscribe();
  }, [panel]);
  return panel ? <panel.Component model={panel} /> : null;
}

/** Options are merged by the panel's plugin, which is on its way at first; those that it finds it keeps. */
function setOptions(panel: VizPanel<Partial<LedgerPanelOptions>>, options: Partial<LedgerPanelOptions>) {
  if (panel.getPlugin()) {
    panel.onOptionsChange(options);
  } else {
    panel.setState({ options: { ...panel.state.options, ...options } });
  }
}
