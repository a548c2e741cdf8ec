import { type Identity, identityOf, identityOfSearch } from '../../components/identity';
import { DEFAULT_HEAP, DEFAULT_TOOL, FORMULAS, HEAPS, IDENTITY_KEYS } from '../../generated/memory';

/** What a container is put beside: another one at the same moment, or itself at another moment (Unix ms). */
export type Comparison = { with: 'container'; identity: Identity } | { with: 'moment'; at?: number };

/** All of the page that stands in its address, but for the time range. */
export interface ContainerState {
  datasource: string;
  identity: Identity;
  tool: string;
  heap: string;
  /** The moment that the gap is pinned at, in Unix ms. */
  at?: number;
  comparison?: Comparison;
}

/** The other container's keys carry this before their names. */
const OTHER = 'vs-';

/**
 * Names of an earlier version, or that somebody mistyped, are as if they were not there; without a tool it
 * is the one that the person pinned.
 */
export function readContainerState(parameters: URLSearchParams, datasource: string, ownTool = ''): ContainerState {
  return {
    datasource,
    identity: identityOfSearch(parameters),
    tool: FORMULAS.find(({ id }) => id === (parameters.get('tool') ?? ownTool))?.id ?? DEFAULT_TOOL,
    heap: HEAPS.find(({ id }) => id === parameters.get('heap'))?.id ?? DEFAULT_HEAP,
    at: momentOf(parameters.get('at')),
    comparison: readComparison(parameters),
  };
}

function readComparison(parameters: URLSearchParams): Comparison | undefined {
  switch (parameters.get('compare')) {
    case 'container':
      return {
        with: 'container',
        identity: identityOf(Object.fromEntries(IDENTITY_KEYS.map((key) => [key, parameters.get(OTHER + key)]))),
      };
    case 'moment':
      return { with: 'moment', at: momentOf(parameters.get('vs-at')) };
    default:
      return undefined;
  }
}

function momentOf(text: string | null): number | undefined {
  const moment = Number(text || NaN);
  return Number.isFinite(moment) ? moment : undefined;
}

/** What is not there any more is undefined, so that it leaves the address. */
export function writeContainerState(changed: Partial<ContainerState>): Record<string, string | undefined> {
  const { identity, at, comparison, ...texts } = changed;
  return {
    ...texts,
    ...('at' in changed && { at: at === undefined ? undefined : String(at) }),
    ...(identity && Object.fromEntries(IDENTITY_KEYS.map((key) => [key, identity[key]]))),
    ...('comparison' in changed && writeComparison(comparison)),
  };
}

function writeComparison(comparison: Comparison | undefined): Record<string, string | undefined> {
  const other = comparison?.with === 'container' ? comparison.identity : {};
  return {
    compare: comparison?.with,
    'vs-at': comparison?.with === 'moment' && comparison.at !== undefined ? String(comparison.at) : undefined,
    ...Object.fromEntries(IDENTITY_KEYS.map((key) => [OTHER + key, other[key]])),
  };
}
