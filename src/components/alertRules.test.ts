import { config } from '@grafana/runtime';
import { ALERTS } from '../generated/alerts';
import { mayCreateAlertRules, newAlertRuleUrl, stableFilters } from './alertRules';

jest.mock('@grafana/runtime', () => ({ config: { bootData: { user: {} } } }));

const subject = {
  datasource: 'm1',
  identity: { cluster: 'c', node: 'n', namespace: 'shop', pod: 'api-5d4-x', container: 'api & co' },
  workload: 'api',
};

function defaultsOf(url: string) {
  const { pathname, searchParams } = new URL(url, 'http://grafana');
  expect(pathname).toBe('/alerting/new/alerting');
  return { form: JSON.parse(String(searchParams.get('defaults'))), returnTo: searchParams.get('returnTo') };
}

const keysOf = (filters: Array<{ key: string }>) => filters.map(({ key }) => key);

test('filters outlive a restart', () => {
  expect(keysOf(stableFilters(subject))).toEqual(['cluster', 'namespace', 'container']);
  // A pod of its own keeps its name, wherever it runs next.
  expect(keysOf(stableFilters({ identity: subject.identity }))).toEqual(['cluster', 'namespace', 'pod', 'container']);
  // On one machine there are no pods, and two machines may run the same container.
  expect(keysOf(stableFilters({ identity: { node: 'n', container: 'api' } }))).toEqual(['node', 'container']);
});

test.each(ALERTS)('$id is filled in for the container alone', (rule) => {
  const { form, returnTo } = defaultsOf(newAlertRuleUrl(rule, subject, '/a/x?container=api'));
  expect(returnTo).toBe('/a/x?container=api');
  expect(form).toMatchObject({ name: rule.form.name, condition: 'C', type: 'grafana-alerting' });
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
