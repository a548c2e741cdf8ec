import {
  EmbeddedScene,
  SceneFlexItem,
  SceneFlexLayout,
  SceneQueryRunner,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import React, { useMemo } from 'react';
import { listDatasources } from '../components/datasources';
import { identityFilters } from '../components/identity';
import { DATASOURCE_TYPE } from '../components/links';
import { QUERY_VERSION } from '../datasource/types';

const PANEL_TYPE = 'memledger-gomemory-panel';
const DEFAULT_HEIGHT = 320;

/** A container by what is known of it, and a time range as Grafana's time picker writes it. */
export interface MemoryBreakdownProps {
  /** Uid of a Memledger data source; without it, the first there is. */
  datasource?: string;
  cluster?: string;
  node?: string;
  namespace?: string;
  pod?: string;
  container?: string;
  /** Default: the last hour. */
  from?: string;
  to?: string;
  /** In pixels. */
  height?: number;
}

export default function MemoryBreakdown({ datasource, from, to, height, ...identity }: MemoryBreakdownProps) {
  const uid = datasource ?? listDatasources([DATASOURCE_TYPE])[0]?.uid;
  const filters = JSON.stringify(identityFilters(identity));
  const scene = useMemo(() => uid && breakdownScene(uid, filters, from, to), [uid, filters, from, to]);
  if (!scene) {
    return <p role="status">There is no Memledger data source to ask.</p>;
  }
  return (
    <div style={{ height: height ?? DEFAULT_HEIGHT, display: 'flex' }}>
      <scene.Component model={scene} />
    </div>
  );
}

function breakdownScene(uid: string, filters: string, from = 'now-1h', to = 'now') {
  const query = { refId: 'A', version: QUERY_VERSION, queryType: 'ledger', filters: JSON.parse(filters) as unknown };
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from, to }),
    $data: new SceneQueryRunner({ datasource: { uid, type: DATASOURCE_TYPE }, queries: [query] }),
    body: new SceneFlexLayout({
      children: [new SceneFlexItem({ body: new VizPanel({ title: 'Memory breakdown', pluginId: PANEL_TYPE }) })],
    }),
  });
}
