import { QUERY_VERSION, type MemledgerQuery, type QueryFilter } from './types';

/**
 * Brings a stored query to the present version. Alert rules never pass here: pkg/datasource does the same in Go, so
 * change both. Running it twice changes nothing, and a query from a newer plugin is left for the backend to refuse.
 */
export function migrateQuery(query: MemledgerQuery): MemledgerQuery {
  if ((query.version ?? 0) >= QUERY_VERSION) {
    return query;
  }
  return {
    ...query,
    version: QUERY_VERSION,
    queryType: query.queryType ?? 'ledger',
    ...(query.filters && { filters: query.filters.map(migrateFilter) }),
  };
}

/** Hand-written and provisioned queries put a list beside a plain operator; version 1 has operators for lists. */
function migrateFilter(filter: QueryFilter): QueryFilter {
  if (!Array.isArray(filter.values)) {
    return filter;
  }
  const { value, ...rest } = filter;
  switch (filter.operator) {
    case '=':
      return { ...rest, operator: '=|' };
    case '!=':
      return { ...rest, operator: '!=|' };
    default:
      return filter;
  }
}
