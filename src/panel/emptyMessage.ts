import { type DataFrame, LoadingState, type PanelData } from '@grafana/data';
import { QUERY_TYPE_INFOS } from '../datasource/query';
import { type QueryType } from '../datasource/types';
import { type View } from './view';

type Part = 'series' | 'annotations' | 'state' | 'errors' | 'request';

/** What to tell the reader instead of a plot, or undefined where there is something to draw. */
export function emptyMessage({ series, annotations = [], state, errors, request }: Pick<PanelData, Part>, view: View) {
  if (view.hasData([...series, ...annotations])) {
    return undefined;
  }
  if (state === LoadingState.Loading || state === LoadingState.NotStarted) {
    return ''; // Grafana shows that it loads
  }
  const failure = errors?.[0]?.message;
  if (state === LoadingState.Error || failure) {
    return `The query failed${failure ? `: ${failure}` : ''}. Check the Memledger data source with Save & test, or open Setup in the Memledger app.`;
  }
  const foreign = series.filter((frame) => !view.isFrame(frame) && frame.fields.length > 0);
  if (foreign.length > 0 && foreign.length === series.length) {
    return wrongQuery(view, `got ${describe(foreign)}`);
  }
  // An answer without rows may have nothing to tell it by, and events come as annotations.
  const asked = (request?.targets ?? []).flatMap(({ hide, queryType }) => (hide || !queryType ? [] : [queryType]));
  if (asked.length > 0 && !asked.some((queryType) => view.queryTypes.includes(queryType as QueryType))) {
    return wrongQuery(view, `the query asks for ${[...new Set(asked.map(labelOf))].join(', ')}`);
  }
  return 'No container matches. Check the filters of the query and the time range, or open Setup in the Memledger app to see which exporters were found.';
}

function wrongQuery({ query }: View, instead: string): string {
  return `This view draws Memledger queries of the type ${query}; ${instead}. Choose the Memledger data source and that query type, or another view in the panel's options.`;
}

/** By the name that the query editor gives it; one of a newer version has no other than its id. */
function labelOf(queryType: unknown): string {
  return QUERY_TYPE_INFOS.find(({ id }) => id === queryType)?.label ?? String(queryType);
}

function describe(frames: DataFrame[]): string {
  const kinds = frames.map(({ meta, name }) => {
    const ours: unknown = meta?.custom?.memledger?.queryType;
    if (!ours) {
      return meta?.type ?? name ?? 'a frame without a type';
    }
    return `the Memledger query type ${labelOf(ours)}${meta?.type?.startsWith('timeseries-') ? ', as time series' : ''}`;
  });
  return [...new Set(kinds)].join(', ');
}
