import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  LoadingState,
  type PanelData,
  rangeUtil,
  type TimeRange,
} from '@grafana/data';
import { useEffect, useState } from 'react';
import { lastValueFrom } from 'rxjs';
import { messageOf } from '../components/errors';
import { type MemledgerDatasource } from '../datasource/datasource';
import { type MemledgerQuery } from '../datasource/types';

const MAX_DATA_POINTS = 600;

/** The answer to a query over a range; asked again whenever either changes. The last answer stays until the next is there. */
export function useAnswer(
  datasource: MemledgerDatasource,
  query: MemledgerQuery | undefined,
  range: TimeRange
): PanelData {
  const [data, setData] = useState<PanelData>({ state: LoadingState.NotStarted, series: [], timeRange: range });
  const subject = JSON.stringify(query);
  useEffect(() => {
    if (!subject) {
      return;
    }
    let isCurrent = true;
    const show = (next: Partial<PanelData>) =>
      isCurrent && setData((last) => ({ ...last, timeRange: range, errors: undefined, ...next }));
    show({ state: LoadingState.Loading });
    ask(datasource, JSON.parse(subject), range).then(
      (series) => show({ state: LoadingState.Done, series }),
      (error: unknown) => show({ state: LoadingState.Error, series: [], errors: [{ message: messageOf(error) }] })
    );
    return () => {
      isCurrent = false;
    };
  }, [datasource, subject, range]);
  return data;
}

async function ask(datasource: MemledgerDatasource, query: MemledgerQuery, range: TimeRange): Promise<DataFrame[]> {
  if (!datasource.filterQuery(query)) {
    return [];
  }
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, MAX_DATA_POINTS, datasource.interval);
  const request: DataQueryRequest<MemledgerQuery> = {
    app: CoreApp.Unknown,
    requestId: `workbench-${query.refId}`,
    ...{ interval, intervalMs, maxDataPoints: MAX_DATA_POINTS },
    range,
    rangeRaw: range.raw,
    scopedVars: {},
    startTime: range.to.valueOf(),
    targets: [query],
    timezone: 'browser',
  };
  const { data, errors } = await lastValueFrom(datasource.query(request));
  if (errors?.length) {
    throw new Error(errors.map(messageOf).join('\n'));
  }
  return data;
}
