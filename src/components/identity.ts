import { type QueryFilter } from '../datasource/types';
import { IDENTITY_KEYS, type IdentityKey } from '../generated/memory';

/** A container by those of its identity keys that it has. */
export type Identity = Partial<Record<IdentityKey, string>>;

/** Of anything that holds values by name: a row of an answer, the labels of a series. */
export function identityOf(values: Record<string, unknown>): Identity {
  return Object.fromEntries(
    IDENTITY_KEYS.flatMap((key) => {
      const value = values[key];
      return typeof value === 'string' && value !== '' ? [[key, value]] : [];
    })
  );
}

export function identityOfSearch(search: URLSearchParams): Identity {
  return identityOf(Object.fromEntries(search));
}

export function identityFilters(identity: Identity): QueryFilter[] {
  return IDENTITY_KEYS.flatMap((key) => {
    const value = identity[key];
    return value ? [{ key, operator: '=' as const, value }] : [];
  });
}

/** The same for the same container, whatever the order its keys were written in. */
export function identityKey(identity: Identity): string {
  return IDENTITY_KEYS.map((key) => identity[key] ?? '').join('\n');
}

/** Where the container is, from the widest to the narrowest, without its own name. */
export function placeOf({ cluster, namespace, pod }: Identity): string {
  return [cluster, namespace, pod].filter(Boolean).join(' / ');
}

export function labelOf(identity: Identity): string {
  return IDENTITY_KEYS.flatMap((key) => identity[key] ?? []).join(' / ');
}

/** "namespace shop, container api". */
export function wordsOf(identity: Identity): string {
  return IDENTITY_KEYS.flatMap((key) => (identity[key] ? [`${key} ${identity[key]}`] : [])).join(', ');
}
