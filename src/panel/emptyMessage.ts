import { type DataFrame, LoadingState, type PanelData } from '@grafana/data';
import { QUERY_TYPE_INFOS } from '../datasource/query';
import { type View } from './view';

/** What to tell the reader instead of a plot, or undefined where there is something to draw. */
export function emptyMessage(
  { series, annotations = [], state, errors }: Pick<PanelData, 'series' | 'annotations' | 'state' | 'errors'>,
  view: View
) {
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
    return `This view draws Memledger queries of the type ${view.query}; got ${describe(foreign)}. Choose the Memledger data source and that query type, or another view in the panel's options.`;
  }
  return 'No container matches. Check the filters of the query and the time range, or open Setup in the Memledger app to see which exporters were found.';
}

function describe(frames: DataFrame[]): string {
  const kinds = frames.map(({ meta, name }) => {
    const ours: unknown = meta?.custom?.memledger?.queryType;
    if (!ours) {
      return meta?.type ?? name ?? 'a frame without a type';
    }
    // By the name that the query editor gives it; one of a newer version has no other than its id.
    const label = QUERY_TYPE_INFOS.find(({ id }) => id === ours)?.label ?? ours;
    return `the Memledger query type ${label}${meta?.type?.startsWith('timeseries-') ? ', as time series' : ''}`;
  });
  return [...new Set(kinds)].join(', ');
}
