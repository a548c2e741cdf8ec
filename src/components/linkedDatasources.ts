import { type DataSourceInstanceSettings } from '@grafana/data';
import { PROMETHEUS_TYPES } from '../datasource/copyFromPrometheus';
import { type MemledgerOptions } from '../datasource/types';
import { listDatasources } from './datasources';
import { DATASOURCE_TYPE } from './links';

// Other data sources that the settings of ours name.

export function settingsOf(uid: string): MemledgerOptions | undefined {
  return listDatasources([DATASOURCE_TYPE]).find((datasource) => datasource.uid === uid)?.jsonData;
}

/** Undefined where none is named, and where the named one is gone. */
export function linkedPrometheus(uid: string): DataSourceInstanceSettings | undefined {
  const linked = settingsOf(uid)?.linkedPrometheusUid;
  return linked === undefined ? undefined : listDatasources(PROMETHEUS_TYPES).find((known) => known.uid === linked);
}
