import { LoadingState, type PanelData, type TimeRange } from '@grafana/data';
import { useEffect, useState } from 'react';
import { askDatasource, requestOf } from '../components/ask';
import { messageOf } from '../components/errors';
import { type MemledgerDatasource } from '../datasource/datasource';
import { type MemledgerQuery } from '../datasource/types';

/** The answer to queries over a range; asked again whenever either changes. The last answer stays until the next is there. */
export function useAnswer(
  datasource: MemledgerDatasource,
  query: MemledgerQuery | MemledgerQuery[] | undefined,
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
    const queries: MemledgerQuery[] = [JSON.parse(subject)].flat();
    // Panels that ask for another moment do so by the request behind their answer.
    show({ state: LoadingState.Loading, request: requestOf(datasource, queries, range) });
    askDatasource(datasource, queries, range).then(
      (series) => show({ state: LoadingState.Done, series }),
      (error: unknown) => show({ state: LoadingState.Error, series: [], errors: [{ message: messageOf(error) }] })
    );
    return () => {
      isCurrent = false;
    };
  }, [datasource, subject, range]);
  return data;
}
