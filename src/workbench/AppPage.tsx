import { css } from '@emotion/css';
import { type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React, { useCallback, useEffect, useMemo } from 'react';
import { Router } from 'react-router-dom';
import { type Ask, askDatasource } from '../components/ask';
import { LearnHost } from '../components/learn/LearnHost';
import { type MemledgerDatasource } from '../datasource/datasource';
import { ContainerBody, type PanelSlot } from '../pages/container/ContainerBody';
import { readContainerState, writeContainerState } from '../pages/container/containerState';
import { readFleetState, writeFleetState } from '../pages/fleet/fleetState';
import { FleetView } from '../pages/fleet/FleetView';
import { SETTINGS } from './grafanaRuntime';
import { followPlainLinks, makeNavigator } from './pageLinks';
import { PanelFrame } from './PanelFrame';
import { useAnswer } from './useAnswer';
import { useUrlState } from './useUrlState';

const PAGES = { fleet: Fleet, container: Container };
const NAMES = Object.keys(PAGES);
const NAVIGATOR = makeNavigator(NAMES);

interface Props {
  datasource: MemledgerDatasource;
  ask: Ask;
  range: TimeRange;
  parameters: URLSearchParams;
}

/** A page of the app, named by `page=`, without Grafana around it: its address is the workbench's. */
export function AppPage({ page, datasource }: { page: string; datasource: MemledgerDatasource }) {
  const styles = useStyles2(getStyles);
  const { range } = useUrlState();
  useEffect(() => followPlainLinks(NAVIGATOR, NAMES), []);
  const ask = useCallback<Ask>((_, queries, ...rest) => askDatasource(datasource, queries, ...rest), [datasource]);
  const parameters = locationService.getSearch();
  const Page = PAGES[page as keyof typeof PAGES];
  return (
    <Router location="/" navigator={NAVIGATOR}>
      <LearnHost learn={parameters.get('learn') ?? undefined} onLearn={(learn) => locationService.partial({ learn })}>
        <div className={styles.page}>
          {Page ? <Page {...{ datasource, ask, range, parameters }} /> : <p>There is no page “{page}”.</p>}
        </div>
      </LearnHost>
    </Router>
  );
}

function Fleet({ ask, range, parameters }: Props) {
  return (
    <FleetView
      datasources={[SETTINGS]}
      state={readFleetState(parameters, SETTINGS.uid)}
      onStateChange={(changed) => locationService.partial(writeFleetState(changed), changed.search !== undefined)}
      ask={ask}
      range={range}
      canAddDatasource={false}
    />
  );
}

function Container({ datasource, ask, range, parameters }: Props) {
  const Panel = useMemo<PanelSlot>(
    () =>
      function Panel({ info: { view, height }, queries, options, onOptions }) {
        const data = useAnswer(datasource, queries, range);
        const onChangeRange = ({ from, to }: { from: number; to: number }) => locationService.partial({ from, to });
        return <PanelFrame {...{ view, options, onOptions, data, range, height, onChangeRange }} />;
      },
    [datasource, range]
  );
  return (
    <ContainerBody
      state={readContainerState(parameters, SETTINGS.uid)}
      onStateChange={(changed) => locationService.partial(writeContainerState(changed))}
      ask={ask}
      explain={(_, query) => datasource.explain(query, range)}
      range={range}
      Panel={Panel}
      hasLinksOut={false}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ maxWidth: 1600, margin: '0 auto', padding: theme.spacing(2) }),
});
