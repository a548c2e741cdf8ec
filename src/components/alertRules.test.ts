import { config } from '@grafana/runtime';
import { ALERTS } from '../generated/alerts';
import { readContainerState } from '../pages/container/containerState';
import { mayCreateAlertRules, newAlertRuleUrl, stableFilters } from './alertRules';
import { appUrls } from './links';

jest.mock('@grafana/runtime', () => ({ config: { bootData: { user: {} } } }));

const subject = {
  datasource: 'm1',
  identity: { cluster: 'c', node: 'n', namespace: 'shop', pod: 'api-5d4f9-x2x4z', container: 'api & co' },
  workload: 'api',
};

function defaultsOf(url: string) {
  const { pathname, searchParams } = new URL(url, 'http://grafana');
  expect(pathname).toBe('/alerting/new/alerting');
  return { form: JSON.parse(String(searchParams.get('defaults'))), returnTo: searchParams.get('returnTo') };
}

const keysOf = (filters: Array<{ key: string }>) => filters.map(({ key }) => key);

test('filters outlive a restart', () => {
  expect(keysOf(stableFilters(subject))).toEqual(['pod', 'cluster', 'namespace', 'container']);
  // A pod of its own, or with a number, keeps its name, wherever it runs next.
  for (const pod of ['debug', 'db-0', 'nginx']) {
    const filters = stableFilters({ identity: { ...subject.identity, pod } });
    expect(keysOf(filters)).toEqual(['cluster', 'namespace', 'pod', 'container']);
    expect(filters).toContainEqual({ key: 'pod', operator: '=', value: pod });
  }
  // On one machine there are no pods, and two machines may run the same container.
  expect(keysOf(stableFilters({ identity: { node: 'n', container: 'api' } }))).toEqual(['node', 'container']);
});

test.each([
  [
    'a Deployment’s',
    'api',
    ['api-5d4f9-x2x4z', 'api-6c8b7-bbbbb'],
    ['web-5d4f9-x2x4z', 'api', 'api-gateway-5d4f9-x2x4z', 'api-web-x7k2p', 'api-db-x7k2p', 'api-x7k2p', 'api-0'],
  ],
  ['a DaemonSet’s', 'log', ['log-x7k2p', 'log-4zq9d'], ['log-api-x7k2p', 'log-5d4f9-x2x4z', 'log-0']],
  ['a StatefulSet’s', 'db', ['db-0', 'db-11'], ['db', 'dbx-0']],
  ['a CronJob’s', 'tar.nightly', ['tar.nightly-29012345-bcdfg'], ['tarsnightly-29012345-bcdfg']],
])('filters mean the pods of %s owner, and no other’s', (_, workload, [pod, ...next], others) => {
  const [filter] = stableFilters({ identity: { pod, container: 'c' }, workload });
  expect(filter).toMatchObject({ key: 'pod', operator: '=~' });
  const meant = (name: string) => new RegExp(`^(?:${filter.value})$`).test(name);
  expect([pod, ...next].filter((name) => !meant(name))).toEqual([]);
  expect(others.filter(meant)).toEqual([]);
});

// Without kube-state-metrics nobody tells the owner: a rule on this pod's own name would end with the next deploy.
test('a pod whose name was drawn is meant by its owner’s, though nobody tells it', () => {
  const pods = (pod: string) => stableFilters({ identity: { namespace: 'shop', pod, container: 'c' } })[0];
  const owned = stableFilters({
    identity: { namespace: 'shop', pod: 'api-5d4f9-x2x4z', container: 'c' },
    workload: 'api',
  });
  expect(pods('api-5d4f9-x2x4z')).toEqual(owned[0]);
  expect(new RegExp(`^${pods('web-7c9d8b6f54-x7k2p').value}$`).test('web-66f5d4c8b9-zzzzz')).toBe(true);
  expect(new RegExp(`^${pods('log-x7k2p').value}$`).test('log-4zq9d')).toBe(true);
});

test('a pod that is not named after its owner is meant by its other labels', () => {
  const identity = { namespace: 'kube-system', pod: 'etcd-node1', container: 'etcd' };
  expect(keysOf(stableFilters({ identity, workload: 'node1' }))).toEqual(['namespace', 'container']);
});

test.each(ALERTS)('$id is filled in for the container alone', (rule) => {
  const { form, returnTo } = defaultsOf(newAlertRuleUrl(rule, subject, '/a/x?container=api'));
  expect(returnTo).toBe('/a/x?container=api');
  expect(form).toMatchObject({
    name: `${rule.form.name}: shop/api & co`,
    noDataState: 'OK',
    condition: 'C',
    type: 'grafana-alerting',
  });
  expect(form.labels).toEqual([{ key: 'severity', value: rule.severity }]);
  expect(JSON.stringify(form)).not.toContain('__datasource__');
  const [query, reduce, threshold] = form.queries;
  expect(query).toMatchObject({
    refId: 'A',
    datasourceUid: 'm1',
    relativeTimeRange: { from: 600, to: 0 },
    model: { queryType: 'signal', datasource: { uid: 'm1', type: 'memledger-gomemory-datasource' } },
  });
  expect(query.model.filters).toContainEqual({ key: 'container', operator: '=', value: 'api & co' });
  expect(reduce.model).toMatchObject({ type: 'reduce', expression: 'A', datasource: { uid: '__expr__' } });
  expect(threshold.model).toMatchObject({ type: 'threshold', expression: 'B' });
  const verdict = form.annotations.find(({ key }: { key: string }) => key === 'verdict_url');
  expect(verdict.value).toContain('/container?datasource=m1{{ with $labels.cluster }}');
});

test('the link of an alert leads to the container’s page, which reads its labels from it', () => {
  const labels = { namespace: 'shop & co', pod: 'web-0', container: 'a"b?c#d' };
  for (const { form } of ALERTS) {
    const template = form.annotations.find(({ key }) => key === 'verdict_url')?.value ?? '';
    // As Grafana's server fills it in: internal/rules has that with Go's own templates.
    const address = template
      .replace('{{ externalURL }}', 'http://grafana/')
      .replace(/{{ with \$labels\.(\w+) }}(.*?){{ end }}/g, (_, key: string, inner: string) => {
        const value = (labels as Record<string, string>)[key];
        return value ? inner.replace('{{ urlquery . }}', encodeURIComponent(value)) : '';
      });
    const { pathname, searchParams } = new URL(address);
    expect(pathname).toBe(new URL(appUrls.container({ datasource: 'x' }), 'http://grafana').pathname);
    expect(readContainerState(searchParams, '').identity).toEqual(labels);
    expect(searchParams.get('datasource')).toBe('__datasource__');
  }
});

test('only who may create rules is offered some, and only where Grafana has its own', () => {
  const set = (enabled: boolean, permissions?: Record<string, boolean>) =>
    Object.assign(config, { unifiedAlertingEnabled: enabled, bootData: { user: { permissions } } });
  set(true, { 'alert.rules:create': true });
  expect(mayCreateAlertRules()).toBe(true);
  set(false, { 'alert.rules:create': true });
  expect(mayCreateAlertRules()).toBe(false);
  set(true, { 'alert.rules:read': true });
  expect(mayCreateAlertRules()).toBe(false);
  set(true);
  expect(mayCreateAlertRules()).toBe(false);
});
