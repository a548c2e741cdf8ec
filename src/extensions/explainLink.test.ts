import { type DataQuery } from '@grafana/schema';
import { listDatasources } from '../components/datasources';
import plugin from '../plugin.json';
import { type ExtensionContext } from './context';
import { explainLink } from './explainLink';

const variables: Record<string, string | string[]> = { namespace: 'shop', pod: ['api.0', 'api.1'], ds: 'prom' };

jest.mock('@grafana/runtime', () => ({
  getTemplateSrv: () => ({
    replace: (text: string, _scoped: unknown, format: (value: string | string[]) => string) =>
      text.replace(/\$(\w+)/g, (whole, name: string) => (name in variables ? format(variables[name]) : whole)),
  }),
}));

jest.mock('../components/datasources');
jest.mocked(listDatasources).mockReturnValue([{ uid: 'ours' }] as ReturnType<typeof listDatasources>);

const target = (fields: object) => ({ refId: 'A', ...fields }) as DataQuery;

function search(context: ExtensionContext) {
  const path = explainLink.configure?.(context)?.path;
  return path === undefined ? undefined : new URL(path, 'http://grafana').searchParams;
}

test('the manifest names the link as the code does: Grafana registers it by both', () => {
  const { title, description, targets } = explainLink;
  expect(plugin.extensions.addedLinks).toEqual([{ title, description, targets }]);
});

test.each([
  ['of a container', 'sum(container_memory_working_set_bytes{namespace="shop"})', true],
  ['of Go', 'go_memstats_heap_inuse_bytes', true],
  ['of a process', 'process_resident_memory_bytes / 2', true],
  ['of something else', 'rate(http_requests_total[5m])', false],
  ['whose name only looks like one', 'my_container_memory_bytes', false],
])('a panel %s', (_, expr, isOurs) => {
  expect(search({ targets: [target({ expr })] }) !== undefined).toBe(isOurs);
});

test('variables are filled in, several values as alternatives', () => {
  const expr = 'container_memory_rss{namespace="$namespace", pod=~"$pod"}';
  const found = search({ targets: [target({ expr, datasource: { uid: '$ds' } })] });
  expect(found?.getAll('expr')).toEqual(['container_memory_rss{namespace="shop", pod=~"(api\\\\.0|api\\\\.1)"}']);
  expect(found?.get('prometheus')).toBe('prom');
});

test('queries that are hidden, of another kind or about something else stay behind', () => {
  const found = search({
    targets: [
      target({ expr: 'container_memory_rss', hide: true }),
      target({ expr: 'up' }),
      target({ rawSql: 'container_memory_rss' }),
      target({ expr: 'container_memory_cache' }),
    ],
  });
  expect(found?.getAll('expr')).toEqual(['container_memory_cache']);
});

test('an alert tells which container', () => {
  const labels = { alertname: 'High', __alert_rule_uid__: 'x', severity: 'page', namespace: 'shop', pod: 'a"b' };
  const rule = { query: 'container_memory_rss / container_spec_memory_limit_bytes > 0.9' };
  expect(search({ instance: { labels }, rule })?.get('expr')).toBe('{namespace="shop",pod="a\\"b"}');
  expect(search({ instance: { labels }, rule })?.getAll('metric')).toEqual([
    'container_memory_rss',
    'container_spec_memory_limit_bytes',
  ]);
  expect(search({ instance: { labels }, rule: { query: 'up == 0' } })).toBeUndefined();
});

test('an alert of the own data source, whose rule has no PromQL, leads there too', () => {
  // As Grafana's API of rules tells a rule of provisioning/alerting: without the type of the data source.
  const queries = (datasourceUid: string) => [
    { refId: 'A', datasourceUid, model: { queryType: 'signal', measures: ['divergence_ratio'], version: 1 } },
    { refId: 'B', datasourceUid: '__expr__', model: { type: 'reduce', expression: 'A' } },
  ];
  const instance = { labels: { alertname: 'Gap', container: 'api', measure: 'divergence_ratio' } };
  const found = search({ instance, rule: { query: JSON.stringify(queries('ours')) } });
  expect(found?.get('expr')).toBe('{container="api"}');
  expect(found?.get('datasource')).toBe('ours');
  expect(found?.has('prometheus')).toBe(false);
  expect(search({ instance, rule: { query: JSON.stringify(queries('another')) } })).toBeUndefined();
});

test('an alert of a rule that Grafana evaluates on Prometheus names that Prometheus', () => {
  const rule = { query: JSON.stringify([{ datasourceUid: 'prom', model: { expr: 'go_memstats_alloc_bytes' } }]) };
  // On the page of a rule Grafana has no query of its own, but that of the rule's last evaluation.
  const found = search({ instance: { labels: { job: 'api' } }, rule: { query: '', promRule: rule } });
  expect(found?.get('prometheus')).toBe('prom');
  expect(found?.has('datasource')).toBe(false);
});

test('an alert of Grafana, frozen behind a proxy, can be read', () => {
  // As Grafana 12.4 does it: public/app/features/plugins/extensions/utils.tsx, getReadOnlyProxy.
  const readOnly = <T extends object>(object: T): T =>
    new Proxy(object, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'object' && value !== null ? readOnly(value) : value;
      },
    });
  const instance = Object.freeze({ labels: Object.freeze({ container: 'api' }) });
  const rule = Object.freeze({ query: 'go_memstats_alloc_bytes > 0' });
  expect(() => readOnly({ instance }).instance.labels).toThrow(TypeError);
  expect(search(readOnly({ instance, rule }))?.get('expr')).toBe('{container="api"}');
});

test('a context that is not there has no link', () => {
  expect(explainLink.configure?.(undefined)).toBeUndefined();
});
