import { type RawTimeRange } from '@grafana/data';
import { type Identity, identityOfSearch } from '../components/identity';
import { type MemledgerQuery } from '../datasource/types';
import { IDENTITY_KEYS } from '../generated/memory';

/** All that the page is about; the address bar has it, so that a link shows the same. */
export interface UrlState {
  mode: 'dark' | 'light';
  range: RawTimeRange;
  /** Absent: the container with the largest gap. */
  identity?: Identity;
  /** The panel's query, where it was changed in the editor. */
  query?: MemledgerQuery;
}

export const DEFAULT_RANGE: RawTimeRange = { from: 'now-15m', to: 'now' };

export function readUrl(search: URLSearchParams): UrlState {
  const identity = identityOfSearch(search);
  return {
    mode: search.get('theme') === 'light' ? 'light' : 'dark',
    range: { from: search.get('from') || DEFAULT_RANGE.from, to: search.get('to') || DEFAULT_RANGE.to },
    identity: Object.keys(identity).length ? identity : undefined,
    query: readQuery(search.get('query')),
  };
}

/** The search part of the address, without what is as it would be anyway. */
export function writeUrl({ mode, range, identity, query }: UrlState): Record<string, string | undefined> {
  const keys = IDENTITY_KEYS.map((key) => [key, identity?.[key]]);
  return {
    theme: mode === 'light' ? mode : undefined,
    from: writeTime(range.from, DEFAULT_RANGE.from),
    to: writeTime(range.to, DEFAULT_RANGE.to),
    ...Object.fromEntries(keys),
    query: query && JSON.stringify(query),
  };
}

function writeTime(time: RawTimeRange['from'], standard: RawTimeRange['from']): string | undefined {
  const text = typeof time === 'string' ? time : String(time.valueOf());
  return text === standard ? undefined : text;
}

/** An address that somebody cut or edited is no reason to show nothing. */
function readQuery(text: string | null): MemledgerQuery | undefined {
  try {
    const query: unknown = JSON.parse(text ?? 'null');
    const isQuery = typeof query === 'object' && query !== null && !Array.isArray(query);
    return isQuery ? ({ ...query, refId: 'A' } as MemledgerQuery) : undefined;
  } catch {
    return undefined;
  }
}
