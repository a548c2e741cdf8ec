import { config } from '@grafana/runtime';
import { DRILLDOWNS } from './drilldowns';
import { type LinkSubject } from './linksOut';

const linked = {
  linkedPrometheusUid: undefined as string | undefined,
  linkedPyroscopeUid: undefined as string | undefined,
};
jest.mock('@grafana/runtime', () => ({ config: { apps: {}, bootData: {} } }));
jest.mock('./datasources', () => ({
  listDatasources: ([type]: string[]) => (type.startsWith('memledger') ? [{ uid: 'm', jsonData: linked }] : []),
}));

const subject: LinkSubject = {
  datasource: 'm',
  identity: { namespace: 'shop', pod: 'api-0', container: 'api' },
  tool: 'usage',
  query: { refId: 'A' },
  from: 'now-1h',
  to: 'now',
};

function links(apps: string[], settings: Partial<typeof linked>) {
  Object.assign(linked, { linkedPrometheusUid: undefined, linkedPyroscopeUid: undefined }, settings);
  // As /bootdata of Grafana 12.4 has it for an app that is enabled: below a section of the menu.
  const pages = apps.map((app) => ({ id: `plugin-page-${app}`, text: app, pluginId: app, url: `/a/${app}` }));
  config.bootData.navTree = [
    { id: 'home', text: 'Home' },
    { id: 'drilldown', text: 'Drilldown', children: pages },
  ];
  return DRILLDOWNS.flatMap(({ href }) => href(subject) ?? []).map((url) => new URL(url, 'http://grafana'));
}

test('there is no link to an app that is not there, nor without a data source to ask', () => {
  expect(links([], { linkedPrometheusUid: 'p', linkedPyroscopeUid: 'y' })).toEqual([]);
  expect(links(['grafana-pyroscope-app', 'grafana-metricsdrilldown-app'], {})).toEqual([]);
});

test('an app that is installed and not enabled has no link', () => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what 12.4 has
  config.apps = { 'grafana-metricsdrilldown-app': {} } as never;
  expect(links([], { linkedPrometheusUid: 'p' })).toEqual([]);
});

test('profiles of the same service and time', () => {
  const [heap, goroutines, ...more] = links(['grafana-pyroscope-app'], { linkedPyroscopeUid: 'y' });
  expect(more).toEqual([]);
  expect(heap.pathname).toBe('/a/grafana-pyroscope-app/explore');
  expect(Object.fromEntries(heap.searchParams)).toEqual({
    explorationType: 'labels',
    'var-dataSource': 'y',
    'var-serviceName': 'shop/api',
    'var-profileMetricId': 'memory:inuse_space:bytes:space:bytes',
    from: 'now-1h',
    to: 'now',
  });
  expect(goroutines.searchParams.get('var-profileMetricId')).toContain('goroutine');
});

test('the metrics of the same container', () => {
  const [metrics, ...more] = links(['grafana-metricsdrilldown-app'], { linkedPrometheusUid: 'p' });
  expect(more).toEqual([]);
  expect(metrics.searchParams.get('var-ds')).toBe('p');
  expect(metrics.searchParams.getAll('var-filters')).toEqual(['namespace|=|shop', 'pod|=|api-0', 'container|=|api']);
});
