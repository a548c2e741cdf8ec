import { MEASURES, type MeasureInfo } from '../generated/memory';
import { type MemledgerQuery, type Rank } from './types';

// What of a query decides whether it is about the past of containers, and whether it can be asked at all.

interface RankInfo {
  id: Rank;
  label: string;
  /** The server reads the past of every container for it. */
  isOfPast: boolean;
}

/** Orders of rows, as in pkg/frame. */
export const RANK_INFOS: readonly RankInfo[] = [
  { id: 'divergence', label: 'Gap', isOfPast: false },
  { id: 'unreclaimable_ratio', label: 'Unreclaimable / limit', isOfPast: false },
  { id: 'growth', label: 'Growth', isOfPast: true },
  { id: 'hours_to_limit', label: 'Hours to the limit', isOfPast: true },
  { id: 'cause', label: 'Urgency', isOfPast: true },
];

/** The rank of a query, or that of one that names none. */
export function rankOf(query: MemledgerQuery): RankInfo | undefined {
  const id = query.rank ?? (query.queryType === 'verdict' ? 'cause' : 'divergence');
  return RANK_INFOS.find((rank) => rank.id === id);
}

/** The one measure of a `signal`, if the query has just one and it is known. */
export function signalMeasure(query: MemledgerQuery): MeasureInfo | undefined {
  return query.measures?.length === 1 ? MEASURES.find(({ id }) => id === query.measures?.[0]) : undefined;
}

/** Whether the query names what the server cannot do without. */
export function isAskable(query: MemledgerQuery): boolean {
  if (query.queryType !== 'signal') {
    return true;
  }
  const measure = signalMeasure(query);
  return measure !== undefined && (!measure.perCause || Boolean(query.causes?.length));
}
