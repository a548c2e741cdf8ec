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
  /** `query` is PromQL, or the JSON of a rule that Grafana evaluates. */
  rule?: { query?: string };
}

export function expressionsOf({ targets, rule }: ExtensionContext): string[] {
  const ofTargets = (targets ?? []).filter(({ hide }) => !hide).map((target) => (target as { expr?: unknown }).expr);
  return [...ofTargets, rule?.query].filter((text): text is string => typeof text === 'string');
}

/** The uids of the data sources that are asked, which may be variables. A rule of Prometheus names none. */
export function sourcesOf({ targets, rule }: ExtensionContext): string[] {
  const ofTargets = (targets ?? []).map(({ datasource }) => datasource?.uid);
  return [...ofTargets, ...ruleQueries(rule?.query).map(({ datasourceUid }) => datasourceUid)].filter(
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

/** Labels that Grafana and Prometheus give to alerts of all kinds. */
const OF_ANY_ALERT = new Set(['alertname', 'grafana_folder', 'severity', 'measure', 'cause']);

/** The PromQL selector of an alert's labels. */
export function selectorOf(labels: Record<string, string>): string {
  const matchers = Object.entries(labels)
    .filter(([name, value]) => value !== '' && !name.startsWith('__') && !OF_ANY_ALERT.has(name))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${matchers.join(',')}}`;
}
