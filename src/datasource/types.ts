import { type DataSourceJsonData } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import {
  type CauseId,
  type ClassId,
  type FormulaId,
  type HeapId,
  type FilterKey,
  type MeasureId,
} from '../generated/memory';
import { type Binding } from './setup';

// The query model of docs/contract.md; pkg/datasource reads the same JSON.

export const QUERY_VERSION = 1;

export const QUERY_TYPES = [
  'ledger',
  'divergence',
  'tools',
  'signal',
  'containers',
  'fleet',
  'verdict',
  'events',
  'variable',
] as const;
export type QueryType = (typeof QUERY_TYPES)[number];

export const DIVERGENCE_MEASURES = ['reported', 'heap', 'divergence', 'ratio'] as const;
export type DivergenceMeasure = (typeof DIVERGENCE_MEASURES)[number];

/** `=|` and `!=|` are Grafana's "any of": exact values, a list of them. */
export const FILTER_OPERATORS = ['=', '!=', '=~', '!~', '=|', '!=|'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

export interface QueryFilter {
  key: FilterKey;
  operator: FilterOperator;
  /** Absent while the filter is being written: it then filters nothing. */
  value?: string;
  /** Only with `=|` and `!=|`, instead of `value`. */
  values?: string[];
}

export const VARIABLE_KINDS = [
  'containers',
  'namespaces',
  'pods',
  'nodes',
  'clusters',
  'workloads',
  'tools',
  'classes',
  'heaps',
] as const;
export type VariableKind = (typeof VARIABLE_KINDS)[number];

/** Orders of a fleet's rows. */
export const RANKS = ['divergence', 'unreclaimable_ratio', 'growth', 'hours_to_limit', 'cause'] as const;
export type Rank = (typeof RANKS)[number];

/** How much growth is worth a word. */
export const SENSITIVITIES = ['low', 'normal', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

export type QueryFormat = 'time_series' | 'table';

/** A reference such as `$tool` may stand wherever an id may, until variables are filled in. */
type OrVariable<Id extends string> = Id | (string & {});

export interface MemledgerQuery extends DataQuery {
  queryType?: QueryType;
  version?: number;
  filters?: QueryFilter[];
  tool?: OrVariable<FormulaId>;
  heap?: OrVariable<HeapId>;
  measures?: Array<MeasureId | DivergenceMeasure>;
  classes?: Array<OrVariable<ClassId>>;
  by?: string[];
  format?: QueryFormat;
  at?: string;
  variable?: { kind: VariableKind };
  maxRows?: number;
  rank?: Rank;
  causes?: CauseId[];
  /** How far back a verdict looks, such as `3d`. */
  window?: string;
  sensitivity?: Sensitivity;
  /** The window is long enough to tell what lasts, says who asks. */
  steady?: boolean;
  /** Of a `signal`: the number of a container that does not tell the measure; absent: it has no row. */
  unknownAs?: number;
}

export const RANKED_SIDES = ['cgroup', 'go'] as const;
export type RankedSide = (typeof RANKED_SIDES)[number];
export type Precedence = Partial<Record<RankedSide, string[]>>;

export interface MemledgerOptions extends DataSourceJsonData {
  httpMethod?: 'GET' | 'POST';
  timeInterval?: string;
  customQueryParameters?: string;
  /** Exporters that are believed before others, by side; the rest follow in the default order. */
  precedence?: Precedence;
  /** Tried before all rules, in this order. */
  bindings?: Binding[];
  /** Sent as X-Scope-OrgID. */
  tenant?: string;
  /** Thanos' partial_response; absent is the server's default, as with the next two. */
  partialResponse?: boolean;
  dedup?: boolean;
  maxSourceResolution?: '0s' | '5m' | '1h' | 'auto';
  /** Where "open in Prometheus" leads. */
  linkedPrometheusUid?: string;
  /** Where links to profiles of the same services lead. */
  linkedPyroscopeUid?: string;
  timeout?: number;
  keepCookies?: string[];
  oauthPassThru?: boolean;
  tlsAuth?: boolean;
  tlsAuthWithCACert?: boolean;
  tlsSkipVerify?: boolean;
  serverName?: string;
  enableSecureSocksProxy?: boolean;
}

/** Keys are those of Grafana's HTTP client; header values are `httpHeaderValue<n>`. */
export type MemledgerSecrets = Record<string, string>;
