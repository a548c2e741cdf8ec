import { type Identity, identityFilters } from '../../components/identity';
import { type MemledgerQuery } from '../../datasource/types';
import { DEFAULT_OPTIONS, type LedgerPanelOptions, type ViewId } from '../../panel/options';

/** What the page is about, as its queries need it. The tool's units are those of all that it shows. */
export interface Subject {
  identity: Identity;
  tool: string;
  heap: string;
}

const about = ({ identity, tool, heap }: Subject) => ({ version: 1, filters: identityFilters(identity), tool, heap });

/** The three numbers, the sentence and the classes at one moment: the range's end, or another one in Unix ms. */
export function gapQuery(subject: Subject, at?: number): MemledgerQuery {
  const moment = at === undefined ? {} : { at: String(at) };
  return { refId: 'gap', queryType: 'divergence', format: 'table', ...about(subject), ...moment };
}

/** What makes the memory large, what grows, and what to do. */
export function verdictQuery(subject: Subject): MemledgerQuery {
  return { refId: 'verdict', queryType: 'verdict', ...about(subject) };
}

/** What each tool prints for the container at the range's end. */
export function toolsQuery(subject: Subject): MemledgerQuery {
  return { refId: 'tools', queryType: 'tools', format: 'table', ...about(subject) };
}

/** Ids of the ledger that tell how the Go runtime is set and doing, in the order in which they are shown. */
export const RUNTIME_IDS = ['goroutines', 'heap_live', 'gc_goal', 'go_total', 'gomemlimit', 'gogc'] as const;

export function runtimeQuery(subject: Subject): MemledgerQuery {
  return { refId: 'runtime', queryType: 'ledger', ...about(subject), classes: [...RUNTIME_IDS] };
}

const ledgerQuery = (subject: Subject): MemledgerQuery => ({
  refId: 'ledger',
  queryType: 'ledger',
  ...about(subject),
});

const eventsQuery = (subject: Subject): MemledgerQuery => ({
  refId: 'events',
  queryType: 'events',
  ...about(subject),
});

export interface PanelInfo {
  view: ViewId;
  title: string;
  /** In pixels. */
  height: number;
  /** Of the range's end alone: where no container is known then, there is nothing to draw. */
  isOfEnd?: boolean;
  /** Takes the whole width, however wide the screen. */
  isWide?: boolean;
  queries: (subject: Subject) => MemledgerQuery[];
  /** The panel's options that follow the page's choices. */
  options?: (subject: Subject & { at?: number }) => Partial<LedgerPanelOptions>;
}

/** The panel's views, in the order in which the page has them. */
export const PANELS: PanelInfo[] = [
  {
    view: 'gap',
    isOfEnd: true,
    title: 'From the Go heap to what is printed',
    height: 380,
    isWide: true,
    queries: (subject) => [gapQuery(subject)],
    options: ({ at }) => ({ gap: { ...DEFAULT_OPTIONS.gap, hideHeadline: true, pinnedAt: at ?? null } }),
  },
  {
    view: 'breakdown',
    title: 'What usage is made of',
    height: 420,
    isWide: true,
    queries: (subject) => [ledgerQuery(subject)],
  },
  {
    view: 'timeline',
    title: 'What happened, and two moments side by side',
    height: 760,
    isWide: true,
    queries: (subject) => [ledgerQuery(subject), eventsQuery(subject)],
  },
  {
    view: 'tools',
    isOfEnd: true,
    title: 'Who counts what',
    height: 460,
    isWide: true,
    queries: (subject) => [toolsQuery(subject)],
    options: ({ tool }) => ({ pinnedTool: tool }),
  },
];
