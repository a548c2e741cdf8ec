import { type DataSourceApi, type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

// Grafana 13 has functions that are to replace this service, but none of them is in 12.4, where we run too.
/* eslint-disable @typescript-eslint/no-deprecated */

export function listDatasources(types: string[]): DataSourceInstanceSettings[] {
  // Grafana ends the list with its own "-- Grafana --", whatever types it was asked for.
  return getDataSourceSrv()
    .getList({ type: types })
    .filter(({ type }) => types.includes(type));
}

export function openDatasource(uid: string): Promise<DataSourceApi> {
  return getDataSourceSrv().get({ uid });
}
