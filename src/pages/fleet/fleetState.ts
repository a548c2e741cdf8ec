import { DEFAULT_HEAP, DEFAULT_TOOL, FORMULAS, HEAPS } from '../../generated/memory';
import { FACETS, type Filter, type Sort, SORT_KEYS } from './fleetFilter';

/** All of the page that stands in its address, but for the time range. */
export interface FleetState extends Filter {
  datasource: string;
  tool: string;
  heap: string;
  sort: Sort;
}

/**
 * Names of an earlier version, or that somebody mistyped, are as if they were not there; without a tool it
 * is the one that the person pinned.
 */
export function readFleetState(parameters: URLSearchParams, datasource: string, ownTool = ''): FleetState {
  const by = SORT_KEYS.find((key) => key === parameters.get('rank')) ?? 'divergence';
  return {
    datasource,
    tool: FORMULAS.find(({ id }) => id === (parameters.get('tool') ?? ownTool))?.id ?? DEFAULT_TOOL,
    heap: HEAPS.find(({ id }) => id === parameters.get('heap'))?.id ?? DEFAULT_HEAP,
    search: parameters.get('search') ?? '',
    status: parameters.get('status') ?? '',
    facets: Object.fromEntries(FACETS.map((key) => [key, parameters.getAll(key)])),
    sort: { by, isAscending: (parameters.get('order') ?? naturalOrder(by)) === 'asc' },
  };
}

/** Names are looked up from A, times from the soonest, other numbers from the largest. */
export const naturalOrder = (by: Sort['by']) => (by === 'container' || by === 'hours_to_limit' ? 'asc' : 'desc');

/** What is as it would be anyway does not stand in the address. */
export function writeFleetState(changed: Partial<FleetState>): Record<string, string | string[] | undefined> {
  const { facets, sort, ...texts } = changed;
  const order = sort && (sort.isAscending ? 'asc' : 'desc');
  return {
    ...texts,
    ...facets,
    ...(sort && { rank: sort.by, order: order === naturalOrder(sort.by) ? undefined : order }),
  };
}
