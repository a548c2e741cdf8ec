import { type PluginExtensionAddedLinkConfig, PluginExtensionPoints, urlUtil } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { listDatasources } from '../components/datasources';
import { DATASOURCE_TYPE } from '../components/links';
import { expressionsOf, type ExtensionContext, labelsOf, selectorOf, sourcesOf } from './context';

// Grafana loads this with the app's module wherever a menu may hold the link, so PromQL is parsed on the page it leads to.

/** Metrics that the app can explain. */
const OURS =
  /\b(container_memory_|container_spec_memory_|podman_container_mem|go_memstats_|go_memory_|go_gc_heap_|process_resident_memory)\w*/;

const PATH = '/a/memledger-gomemory-app/explain';

export const explainLink: PluginExtensionAddedLinkConfig<ExtensionContext> = {
  title: 'Explain this memory',
  description: 'Shows what the memory of these containers is made of, and which of it is the Go heap',
  icon: 'book-open',
  targets: [
    PluginExtensionPoints.DashboardPanelMenu,
    PluginExtensionPoints.ExploreToolbarAction,
    PluginExtensionPoints.AlertInstanceAction,
  ],
  path: PATH,
  configure: (context) => {
    if (!context) {
      return undefined;
    }
    const expressions = expressionsOf(context).filter((text) => OURS.test(text));
    const own = ownSourceOf(context);
    // A rule on the app's own data source has no PromQL; that of an alert's labels is all there is to ask.
    if (expressions.length === 0 && !(own && context.instance)) {
      return undefined;
    }
    return { path: urlUtil.renderUrl(PATH, parametersOf(context, expressions, own)) };
  },
};

function ownSourceOf(context: ExtensionContext): string | undefined {
  const own = listDatasources([DATASOURCE_TYPE]).map(({ uid }) => uid);
  return sourcesOf(context).find((uid) => own.includes(uid));
}

function parametersOf(context: ExtensionContext, expressions: string[], own?: string) {
  const { timeRange } = context;
  const labels = labelsOf(context);
  // An alert tells which container it is about; its rule is about all of them.
  const expr = labels ? [selectorOf(labels)] : expressions.map(fillIn(context));
  const prometheus = sourcesOf(context).find((uid) => uid !== own);
  return withoutEmpty({
    expr,
    metric: labels && metricsOf(expressions),
    datasource: own,
    prometheus: prometheus && fillIn(context)(prometheus),
    from: timeRange && String(timeRange.from.valueOf()),
    to: timeRange && String(timeRange.to.valueOf()),
  });
}

/** By which the page knows whose number the rule is about. */
function metricsOf(expressions: string[]): string[] {
  const found = expressions.flatMap((text) => text.match(new RegExp(OURS, 'g')) ?? []);
  return [...new Set(found)];
}

/** Puts variables in as the Prometheus data source does: several values are alternatives of a regular expression. */
const fillIn =
  ({ scopedVars }: ExtensionContext) =>
  (text: string) =>
    getTemplateSrv().replace(text, scopedVars, (value: string | string[]) =>
      Array.isArray(value) ? `(${value.map(escapeForRegex).join('|')})` : value
    );

/** For a text in double quotes. */
const escapeForRegex = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\\\$&');

function withoutEmpty(parameters: Record<string, string | string[] | undefined>) {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined && value.length > 0));
}
