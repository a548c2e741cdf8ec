import { CoreApp } from '@grafana/data';
import { DEFAULT_HEAP, DEFAULT_TOOL, FORMULAS, HEAPS, type FormulaInfo, type HeapInfo } from '../generated/memory';
import { rankOf, signalMeasure } from './judged';
import {
  DIVERGENCE_MEASURES,
  QUERY_VERSION,
  type DivergenceMeasure,
  type MemledgerQuery,
  type QueryType,
} from './types';

export type QueryField =
  'tool' | 'heap' | 'measure' | 'measures' | 'classes' | 'format' | 'eventFormat' | 'rank' | 'verdict';

export interface QueryTypeInfo {
  id: QueryType;
  label: string;
  description: string;
  /** The fields of a query that mean something for this type; the editor shows these. */
  fields: readonly QueryField[];
  /** Whether a query of this type is about the past, which a window bounds; absent: never. */
  looksBack?: (query: MemledgerQuery) => boolean;
}

/** `variable` is not here: it is written in the variable editor. */
export const QUERY_TYPE_INFOS: readonly QueryTypeInfo[] = [
  {
    id: 'ledger',
    label: 'Breakdown',
    description: 'Bytes per container and class over time: they add up to the usage',
    fields: ['tool', 'classes'],
  },
  {
    id: 'divergence',
    label: 'Gap',
    description: 'What a tool reports, the Go heap, and what lies between them',
    fields: ['tool', 'heap', 'measures', 'format'],
  },
  {
    id: 'tools',
    label: 'Tools compared',
    description: 'What each tool prints for the same container, and which classes it counts',
    fields: ['format'],
  },
  {
    id: 'signal',
    label: 'Signal',
    description: 'One number per container: for alert rules',
    fields: ['measure', 'tool', 'heap', 'verdict'],
    looksBack: (query) => signalMeasure(query)?.judged ?? false,
  },
  {
    id: 'containers',
    label: 'Containers',
    description: 'A row per container, largest gap first',
    fields: ['tool', 'heap'],
  },
  {
    id: 'fleet',
    label: 'Fleet',
    description: 'A row per container with what makes its memory large, in an order of choice',
    fields: ['rank', 'tool', 'heap', 'verdict'],
    looksBack: (query) => rankOf(query)?.isOfPast ?? false,
  },
  {
    id: 'verdict',
    label: 'Verdict',
    description: 'What makes the memory large, what grows, when it meets the limit, and what to do',
    fields: ['rank', 'tool', 'heap', 'verdict'],
    looksBack: () => true,
  },
  {
    id: 'events',
    label: 'Events',
    description: 'OOM kills, restarts, new limits and versions: marks over a panel, or a table',
    fields: ['eventFormat'],
  },
];

export const DIVERGENCE_MEASURE_LABELS: Record<DivergenceMeasure, string> = {
  reported: 'Reported',
  heap: 'Heap',
  divergence: 'Gap',
  ratio: 'Gap / reported',
};

export function formatOf(query: MemledgerQuery): 'time_series' | 'table' {
  return query.format ?? (query.queryType === 'tools' ? 'table' : 'time_series');
}

/** An alert rule is read by the server alone: what it is about must stand in it, not in a default. */
export function defaultQuery(app?: CoreApp): Partial<MemledgerQuery> {
  if (app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting) {
    return {
      version: QUERY_VERSION,
      queryType: 'signal',
      measures: ['unreclaimable_ratio'],
      tool: DEFAULT_TOOL,
      heap: DEFAULT_HEAP,
      filters: [],
    };
  }
  return { version: QUERY_VERSION, queryType: 'ledger', tool: DEFAULT_TOOL, filters: [] };
}

/** Another type with all that still applies to it; the rest would be carried along unseen. */
export function changeQueryType(query: MemledgerQuery, queryType: QueryType): MemledgerQuery {
  const fields = QUERY_TYPE_INFOS.find(({ id }) => id === queryType)?.fields ?? [];
  const {
    tool,
    heap,
    measures,
    classes,
    format,
    variable,
    rank,
    causes,
    window,
    sensitivity,
    steady,
    unknownAs,
    ...rest
  } = query;
  const next: MemledgerQuery = { ...rest, queryType };
  if (fields.includes('tool')) {
    next.tool = tool ?? DEFAULT_TOOL;
  }
  if (fields.includes('heap')) {
    next.heap = heap ?? DEFAULT_HEAP;
  }
  if (fields.includes('classes') && classes) {
    next.classes = classes;
  }
  if (fields.includes('measure')) {
    next.measures = signalMeasure(query) ? measures : ['unreclaimable_ratio'];
    Object.assign(next, unknownAs !== undefined && { unknownAs });
  }
  if (fields.includes('measures')) {
    const kept = measures?.filter((id) => DIVERGENCE_MEASURES.some((known) => known === id));
    next.measures = kept?.length ? kept : undefined;
  }
  if (fields.includes('rank') && rank) {
    next.rank = rank;
  }
  if (fields.includes('verdict')) {
    Object.assign(
      next,
      window && { window },
      sensitivity && { sensitivity },
      steady && { steady },
      causes && { causes }
    );
  }
  // A table stays a table, but only where the person chose it.
  if ((fields.includes('format') || fields.includes('eventFormat')) && format) {
    next.format = format;
  }
  return next;
}

export function formulaById(id: string | undefined): FormulaInfo | undefined {
  return FORMULAS.find((formula) => formula.id === (id ?? DEFAULT_TOOL));
}

export function heapById(id: string | undefined): HeapInfo | undefined {
  return HEAPS.find((heap) => heap.id === (id ?? DEFAULT_HEAP));
}

/** One line for a collapsed query row: "Gap: docker stats ≥20.10 against Heap objects · namespace = shop". */
export function displayText(query: MemledgerQuery): string {
  const info = QUERY_TYPE_INFOS.find(({ id }) => id === query.queryType);
  if (!info) {
    return query.variable ? `Values: ${query.variable.kind}` : String(query.queryType ?? '');
  }
  const tool = formulaById(query.tool)?.label ?? query.tool;
  const heap = heapById(query.heap)?.name ?? query.heap;
  const about = {
    ledger: `: ${tool}`,
    divergence: `: ${tool} against ${heap}`,
    tools: '',
    signal: `: ${signalMeasure(query)?.name ?? 'no measure'}`,
    containers: `: ${tool} against ${heap}`,
    fleet: `: by ${rankOf(query)?.label ?? query.rank}`,
    verdict: `: by ${rankOf(query)?.label ?? query.rank}`,
    events: '',
    variable: '',
  }[info.id];
  const filters = (query.filters ?? [])
    .filter(({ value, values }) => value !== undefined || values?.length)
    .map(({ key, operator, value, values }) => `${key} ${operator} ${values ? values.join(', ') : value}`);
  return [info.label + about, ...filters].join(' · ');
}

/** Whatever an editor left there, made into a variable query: containers where it names no kind. */
export function toVariableQuery(query: Partial<MemledgerQuery>): MemledgerQuery {
  return {
    ...query,
    refId: query.refId || 'MemledgerVariable',
    version: query.version ?? QUERY_VERSION,
    queryType: 'variable',
    variable: { kind: query.variable?.kind ?? 'containers' },
    filters: query.filters ?? [],
  };
}
