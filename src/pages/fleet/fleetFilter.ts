import { IDENTITY_KEYS, type IdentityKey } from '../../generated/memory';
import { type FleetRow, isContainer, nameOf } from './fleetRows';

/** Keys that many containers share, so that choosing a value of one narrows the list. */
export const FACETS = IDENTITY_KEYS.filter((key) => key !== 'pod' && key !== 'container');
export type Facet = Exclude<IdentityKey, 'pod' | 'container'>;

export interface Filter {
  search: string;
  status: string;
  facets: Partial<Record<Facet, string[]>>;
}

/** Those that have all words of the search in their identity or sentence, and a chosen value of each facet. */
export function filterRows(rows: FleetRow[], { search, status, facets }: Filter): FleetRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = FACETS.flatMap((key) => (facets[key]?.length ? [[key, new Set(facets[key])] as const] : []));
  return rows.filter(
    (row) =>
      (status === '' || row.status === status) &&
      chosen.every(([key, values]) => values.has(row.identity[key] ?? '')) &&
      words.every((word) => row.searched.includes(word))
  );
}

/** The values of each facet that tells rows apart; one that is the same for all is no choice. */
export function facetValues(rows: FleetRow[]): Array<{ key: Facet; values: string[] }> {
  return FACETS.flatMap((key) => {
    const values = [...new Set(rows.flatMap(({ identity }) => identity[key] ?? []))].sort();
    return values.length > 1 ? [{ key: key as Facet, values }] : [];
  });
}

export interface Sort {
  by: SortKey;
  isAscending: boolean;
}

/** Ranks that look at the past, which costs more: asked for only where they are wanted, and told in the rows only then. */
export const PAST_RANKS = ['growth', 'hours_to_limit', 'cause'] as const;
const NUMBER_KEYS = ['divergence', 'ratio', 'reported', 'heap', 'unreclaimable', 'unreclaimable_ratio'] as const;
export const SORT_KEYS = ['container', ...NUMBER_KEYS, ...PAST_RANKS] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export type PastRank = (typeof PAST_RANKS)[number];

export function isOfPast(by: SortKey): by is PastRank {
  return PAST_RANKS.some((rank) => rank === by);
}

/** What is not known comes last, whichever way the rest is sorted; what is equal keeps the backend's order. */
export function sortRows(rows: FleetRow[], { by, isAscending }: Sort): FleetRow[] {
  if (by === 'cause') {
    // What is worse than what only the backend knows; it has ranked them, the worst first.
    return isAscending ? [...rows].reverse() : rows;
  }
  const valueOf = (row: FleetRow) => (by === 'container' ? nameOf(row).toLowerCase() : row[by]);
  const sign = isAscending ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort(({ value: a }, { value: b }) => {
      if (a === null || b === null) {
        return Number(a === null) - Number(b === null);
      }
      return a < b ? -sign : a > b ? sign : 0;
    })
    .map(({ row }) => row);
}

/** "3 of 5,000 containers, 1 Go target without a container": Go targets have rows too, but are none. */
export function countOf(found: FleetRow[], all: FleetRow[]): string {
  const [containers = 0, shown = 0] = [all, found].map((rows) => rows.filter(isContainer).length);
  const targets = found.length - shown;
  return [
    shown === containers
      ? plural(shown, 'container')
      : `${shown.toLocaleString('en')} of ${plural(containers, 'container')}`,
    ...(targets > 0 ? [`${plural(targets, 'Go target')} without a container`] : []),
  ].join(', ');
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
