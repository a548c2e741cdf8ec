import { CoreApp, dateTime, type DataQueryRequest } from '@grafana/data';
import { from, lastValueFrom } from 'rxjs';
import { openDatasource } from '../../components/datasources';
import { type MemledgerQuery } from '../../datasource/types';
import { readAnswer, type ContainersAnswer } from './containerRows';

export type LoadContainers = (datasource: string, tool: string) => Promise<ContainersAnswer>;

/** The answer is that of the range's end; the range says how far back a last sample may lie. */
const RANGE_MINUTES = 5;

export const loadContainers: LoadContainers = async (uid, tool) => {
  const datasource = await openDatasource(uid);
  const response = await lastValueFrom(from(datasource.query(requestFor(tool))));
  const error = response.errors?.[0];
  if (error) {
    throw new Error(error.message ?? error.data?.message ?? 'The data source gave no reason.');
  }
  return readAnswer(response.data);
};

function requestFor(tool: string): DataQueryRequest<MemledgerQuery> {
  const to = dateTime();
  const start = dateTime(to).subtract(RANGE_MINUTES, 'minutes');
  return {
    app: CoreApp.Unknown,
    requestId: 'memledger-containers',
    timezone: 'browser',
    range: { from: start, to, raw: { from: start, to } },
    interval: '1m',
    intervalMs: 60_000,
    maxDataPoints: 1,
    scopedVars: {},
    startTime: to.valueOf(),
    targets: [{ refId: 'containers', version: 1, queryType: 'containers', tool, filters: [] }],
  };
}
