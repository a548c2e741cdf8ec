import { type RawTimeRange, type ScopedVars } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';

/** What Grafana's panel menu, Explore's toolbar and the list of alert instances tell, as far as we read it. */
export interface ExtensionContext {
  /** Of a panel or of Explore. */
  targets?: DataQuery[];
  timeRange?: RawTimeRange;
  scopedVars?: ScopedVars;
  /** Of an alert. */
  instance?: { labels: Record<string, string> };
  /** `query` is PromQL, or the JSON of a rule that Grafana evaluates; the page of a rule has the latter deeper. */
  rule?: { query?: string; promRule?: { query?: string } };
}

const queryOf = ({ rule }: ExtensionContext) => rule?.query || rule?.promRule?.query;

export function expressionsOf(context: ExtensionContext): string[] {
  const ofTargets = (context.targets ?? [])
    .filter(({ hide }) => !hide)
    .map((target) => (target as { expr?: unknown }).expr);
  return [...ofTargets, queryOf(context)].filter((text): text is string => typeof text === 'string');
}

/** The uids of the data sources that are asked, which may be variables. A rule of Prometheus names none. */
export function sourcesOf(context: ExtensionContext): string[] {
  const ofTargets = (context.targets ?? []).map(({ datasource }) => datasource?.uid);
  return [...ofTargets, ...ruleQueries(queryOf(context)).map(({ datasourceUid }) => datasourceUid)].filter(
    (uid): uid is string => typeof uid === 'string' && uid !== '' && uid !== EXPRESSIONS
  );
}

/** Grafana's name for what is computed of other queries. */
const EXPRESSIONS = '__expr__';

function ruleQueries(query = ''): Array<{ datasourceUid?: unknown }> {
  try {
    const parsed: unknown = JSON.parse(query);
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'object' && one !== null) : [];
  } catch {
    return [];
  }
}

/**
 * Grafana hands out read-only proxies, which throw where the object behind them is frozen, as an alert of its store
 * is: what a proxy gives for a frozen property must be that property itself. A descriptor is not asked of the proxy.
 */
export function labelsOf({ instance }: ExtensionContext): Record<string, string> | undefined {
  return instance && (Object.getOwnPropertyDescriptor(instance, 'labels')?.value as Record<string, string> | undefined);
}

/** Labels that Grafana and Prometheus give to alerts of all kinds. */
const OF_ANY_ALERT = new Set(['alertname', 'grafana_folder', 'severity', 'measure', 'cause']);

/** The PromQL selector of an alert's labels. */
export function selectorOf(labels: Record<string, string>): string {
  const matchers = Object.entries(labels)
    .filter(([name, value]) => value !== '' && !name.startsWith('__') && !OF_ANY_ALERT.has(name))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${matchers.join(',')}}`;
}
