import { config } from '@grafana/runtime';
import { DRILLDOWNS } from './drilldowns';
import { type LinkSubject } from './linksOut';

const linked = {
  linkedPrometheusUid: undefined as string | undefined,
  linkedPyroscopeUid: undefined as string | undefined,
};
jest.mock('@grafana/runtime', () => ({ config: { apps: {} } }));
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
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as drilldowns.ts
  config.apps = Object.fromEntries(apps.map((app) => [app, {}])) as never;
  return DRILLDOWNS.flatMap(({ href }) => href(subject) ?? []).map((url) => new URL(url, 'http://grafana'));
}

test('there is no link to an app that is not there, nor without a data source to ask', () => {
  expect(links([], { linkedPrometheusUid: 'p', linkedPyroscopeUid: 'y' })).toEqual([]);
  expect(links(['grafana-pyroscope-app', 'grafana-metricsdrilldown-app'], {})).toEqual([]);
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
