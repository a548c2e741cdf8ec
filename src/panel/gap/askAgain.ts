import { type DataFrame, type DataQueryRequest, type DataQueryResponse, type PanelData } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { forkJoin, from, map, type ObservableInput, switchMap } from 'rxjs';
import { type MemledgerQuery } from '../../datasource/types';

/** Answers the queries behind the frames for one moment, in Unix ms. Whoever unsubscribes cancels it. */
export type AskAt = (at: number) => ObservableInput<DataFrame[]>;

type Request = DataQueryRequest<MemledgerQuery>;

/**
 * The panel's own queries for another moment; undefined where there is nothing to ask, as in a snapshot, or where the
 * queries name a moment themselves.
 */
export function askAgain({ request }: Pick<PanelData, 'request'>): AskAt | undefined {
  const targets = (request as Request | undefined)?.targets.filter(isOfNow) ?? [];
  if (!request || targets.length === 0) {
    return undefined;
  }
  return (at) =>
    forkJoin(targets.map((target) => from(ask(request as Request, { ...target, at: String(at) })))).pipe(
      map((answers) => answers.flat())
    );
}

function isOfNow({ queryType, format, at, hide }: MemledgerQuery): boolean {
  return queryType === 'divergence' && format === 'table' && !at && !hide;
}

function ask(request: Request, target: MemledgerQuery) {
  // An id of its own, or Grafana would cancel the panel's request for it.
  const requestId = `${request.requestId}-${target.refId}-at`;
  return from(getDataSourceSrv().get(target.datasource, request.scopedVars)).pipe(
    switchMap((datasource) => from(datasource.query({ ...request, requestId, targets: [target] }))),
    map(framesOf)
  );
}

function framesOf({ data, errors }: DataQueryResponse): DataFrame[] {
  const failure = errors?.[0];
  if (failure) {
    throw failure;
  }
  return data;
}
