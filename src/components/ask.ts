import { CoreApp, type DataFrame, type DataQueryRequest, rangeUtil, type TimeRange } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { type MemledgerDatasource } from '../datasource/datasource';
import { type MemledgerQuery } from '../datasource/types';
import { openDatasource } from './datasources';
import { messageOf } from './errors';

/** As many points as are worth drawing when nothing is said of a width. */
export const MAX_DATA_POINTS = 600;

/** How pages ask: Grafana's data sources by uid in the app, the one there is in the workbench. Throws what failed. */
export type Ask = (
  uid: string,
  queries: MemledgerQuery[],
  range: TimeRange,
  maxDataPoints?: number
) => Promise<DataFrame[]>;

export const askGrafana: Ask = async (uid, queries, range, maxDataPoints) =>
  askDatasource((await openDatasource(uid)) as MemledgerDatasource, queries, range, maxDataPoints);

let asked = 0;

export async function askDatasource(
  datasource: MemledgerDatasource,
  queries: MemledgerQuery[],
  range: TimeRange,
  maxDataPoints = MAX_DATA_POINTS
): Promise<DataFrame[]> {
  const targets = queries.filter((query) => datasource.filterQuery(query));
  if (targets.length === 0) {
    return [];
  }
  const request = requestOf(datasource, targets, range, maxDataPoints);
  const { data, errors } = await lastValueFrom(datasource.query(request));
  if (errors?.length) {
    throw new Error(errors.map(messageOf).join('\n'));
  }
  return data;
}

/** Of its own each time: Grafana ends a request when another one comes under the same name. */
export function requestOf(
  datasource: MemledgerDatasource,
  targets: MemledgerQuery[],
  range: TimeRange,
  maxDataPoints = MAX_DATA_POINTS
): DataQueryRequest<MemledgerQuery> {
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, maxDataPoints, datasource.interval);
  return {
    app: CoreApp.Unknown,
    requestId: `memledger-${asked++}`,
    ...{ interval, intervalMs, maxDataPoints, range, targets },
    rangeRaw: range.raw,
    scopedVars: {},
    startTime: range.to.valueOf(),
    timezone: 'browser',
  };
}
