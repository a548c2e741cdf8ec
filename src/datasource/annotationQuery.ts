import { migrateQuery } from './migrations';
import { QUERY_VERSION, type MemledgerQuery } from './types';

export const DEFAULT_EVENTS: Partial<MemledgerQuery> = { queryType: 'events', version: QUERY_VERSION, filters: [] };

/** Whatever else an annotation's query is, it asks for events. */
export function eventsQuery(target?: Partial<MemledgerQuery>): MemledgerQuery {
  const query = migrateQuery({ ...DEFAULT_EVENTS, ...target, refId: target?.refId || 'Anno' });
  return { ...query, queryType: 'events', format: undefined };
}
