import { type TimeRange } from '@grafana/data';
import {
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  UrlSyncContextProvider,
  type VizPanel,
} from '@grafana/scenes';
import React, { useEffect, useState } from 'react';

interface TimeScopeState extends SceneObjectState {
  $timeRange: SceneTimeRange;
  picker: SceneTimePicker;
  refresh: SceneRefreshPicker;
  /** Panels are children of the scope, so that they are of its time range; they are there from the start. */
  panels: VizPanel[];
}

/** The time range of a page: in the address, with Grafana's pickers, and the panels that follow it. */
export class TimeScope extends SceneObjectBase<TimeScopeState> {}

interface Props {
  makePanels?: () => VizPanel[];
  behaviors?: () => SceneObject[];
  children: (scope: TimeScope, range: TimeRange) => React.ReactNode;
}

function newTimeScope({ makePanels, behaviors }: Props): TimeScope {
  return new TimeScope({
    $behaviors: behaviors?.(),
    $timeRange: new SceneTimeRange({ from: 'now-1h', to: 'now' }),
    picker: new SceneTimePicker({}),
    refresh: new SceneRefreshPicker({}),
    panels: makePanels?.() ?? [],
  });
}

export function TimeScoped(props: Props) {
  const [scope] = useState(() => newTimeScope(props));
  return (
    <UrlSyncContextProvider scene={scope} createBrowserHistorySteps>
      <Active scope={scope}>{props.children}</Active>
    </UrlSyncContextProvider>
  );
}

/** A scene is at work from the time its root is activated. */
function Active({ scope, children }: Pick<Props, 'children'> & { scope: TimeScope }) {
  const { value } = scope.state.$timeRange.useState();
  useEffect(() => scope.activate(), [scope]);
  return <>{children(scope, value)}</>;
}

/** What stands at the top right of the page. */
export function TimeControls({ scope }: { scope: TimeScope }) {
  const { picker, refresh } = scope.state;
  return (
    <>
      <picker.Component model={picker} />
      <refresh.Component model={refresh} />
    </>
  );
}
