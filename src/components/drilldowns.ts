import { type NavLinkDTO, urlUtil } from '@grafana/data';
import { config } from '@grafana/runtime';
import { listDatasources } from './datasources';
import { settingsOf } from './linkedDatasources';
import { type LinkOut, type LinkSubject } from './linksOut';

// Links to Grafana's own drilldown apps, each only where the app is there and a data source for it to ask.

const PROFILES_APP = 'grafana-pyroscope-app';
const METRICS_APP = 'grafana-metricsdrilldown-app';
const PYROSCOPE_TYPE = 'grafana-pyroscope-datasource';
/** What Metrics Drilldown opens with: the series that most tools print. */
const METRIC = 'container_memory_working_set_bytes';

// The ids of the profiles are Pyroscope's names of those of Go's pprof.
export const DRILLDOWNS: LinkOut[] = [
  { id: 'heap_profile', text: 'Heap profile', icon: 'fire', href: profile('memory:inuse_space:bytes:space:bytes') },
  {
    id: 'goroutine_profile',
    text: 'Goroutine profile',
    icon: 'fire',
    href: profile('goroutine:goroutine:count:goroutine:count'),
  },
  { id: 'metrics_drilldown', text: 'Metrics Drilldown', icon: 'chart-line', href: metrics },
];

function profile(type: string) {
  return ({ datasource, identity: { namespace, container }, from, to }: LinkSubject) => {
    const asked = settingsOf(datasource)?.linkedPyroscopeUid ?? listDatasources([PYROSCOPE_TYPE])[0]?.uid;
    if (!isThere(PROFILES_APP) || !asked || !container) {
      return undefined;
    }
    return urlUtil.renderUrl(`/a/${PROFILES_APP}/explore`, {
      explorationType: 'labels',
      'var-dataSource': asked,
      // Alloy and Pyroscope's chart name a service by its namespace and container.
      'var-serviceName': [namespace, container].filter(Boolean).join('/'),
      'var-profileMetricId': type,
      from,
      to,
    });
  };
}

function metrics({ datasource, identity, from, to }: LinkSubject) {
  const asked = settingsOf(datasource)?.linkedPrometheusUid;
  if (!isThere(METRICS_APP) || !asked) {
    return undefined;
  }
  const { namespace, pod, container } = identity;
  const filters = Object.entries({ namespace, pod, container }).flatMap(([key, value]) =>
    value ? [`${key}|=|${value}`] : []
  );
  return urlUtil.renderUrl(`/a/${METRICS_APP}/drilldown`, {
    metric: METRIC,
    'var-ds': asked,
    'var-filters': filters,
    from,
    to,
  });
}

/**
 * Whether the person has the app in the menu. What is installed stands in config.apps too, but enabled or not; and the
 * functions that are to replace that are not in 12.4.
 */
function isThere(app: string, tree: NavLinkDTO[] = config.bootData?.navTree ?? []): boolean {
  return tree.some(({ pluginId, children }) => pluginId === app || isThere(app, children ?? []));
}
