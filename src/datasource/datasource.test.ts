import { CoreApp, type DataQueryRequest, type DataSourceInstanceSettings } from '@grafana/data';
import { DataSourceWithBackend, type TemplateSrv } from '@grafana/runtime';
import { of } from 'rxjs';
import { MemledgerDatasource } from './datasource';
import { type MemledgerOptions, type MemledgerQuery } from './types';
import { type MemledgerVariableSupport } from './variableSupport';

function datasource(values: Record<string, string | string[]> = {}) {
  const settings = {
    uid: 'memledger',
    type: 'memledger-gomemory-datasource',
    jsonData: { timeInterval: '30s' },
  } as DataSourceInstanceSettings<MemledgerOptions>;
  const templateSrv = {
    replace: (text = '', _: unknown, format?: unknown) =>
      text.replace(/\$(\w+)/g, (reference, name) => {
        const value = values[name];
        return value === undefined ? reference : typeof format === 'function' ? format(value) : String(value);
      }),
    getVariables: () => Object.keys(values).map((name) => ({ name })),
  } as unknown as TemplateSrv;
  return new MemledgerDatasource(settings, templateSrv);
}

test('the scrape interval is the shortest step', () => {
  expect(datasource().interval).toBe('30s');
});

test('the default of an alert rule can be asked, and so can that of a panel', () => {
  for (const app of [CoreApp.UnifiedAlerting, CoreApp.PanelEditor]) {
    expect(datasource().filterQuery({ refId: 'A', ...datasource().getDefaultQuery(app) })).toBe(true);
  }
});

test.each<[boolean, Partial<MemledgerQuery>]>([
  [false, { queryType: 'signal' }],
  [false, { queryType: 'signal', measures: [] }],
  [false, { queryType: 'signal', measures: ['ratio'] }],
  [false, { queryType: 'signal', measures: ['divergence_bytes', 'divergence_ratio'] }],
  [true, { queryType: 'signal', measures: ['divergence_bytes'] }],
  [false, { queryType: 'signal', measures: ['confidence'] }],
  [true, { queryType: 'signal', measures: ['confidence'], causes: ['heap_leak'] }],
  [true, { queryType: 'containers' }],
  [true, {}],
  // Refused by the backend, in words.
  [true, { queryType: 'nonsense' as MemledgerQuery['queryType'] }],
])('filterQuery is %s for %j', (sent, query) => {
  expect(datasource().filterQuery({ refId: 'A', ...query })).toBe(sent);
});

test('queries are migrated and filled in on their way', () => {
  const [sent] = datasource({ pod: ['a', 'b'] }).interpolateVariablesInQueries(
    [{ refId: 'A', filters: [{ key: 'pod', operator: '!=', value: '$pod' }] }],
    {},
    [{ key: 'container', operator: '=', value: 'api' }]
  );
  expect(sent).toEqual({
    refId: 'A',
    version: 1,
    queryType: 'ledger',
    filters: [
      { key: 'pod', operator: '!=|', values: ['a', 'b'] },
      { key: 'container', operator: '=', value: 'api' },
    ],
  });
});

test('ad-hoc filters: keys are ours, values are the server’s, narrowed by the other filters', async () => {
  const source = datasource();
  const post = jest.spyOn(source, 'postResource').mockResolvedValue(['api', 'leaky']);
  expect((await source.getTagKeys()).map(({ text }) => text)).toEqual([
    'cluster',
    'node',
    'namespace',
    'pod',
    'container',
    'workload',
  ]);
  const filters = [
    { key: 'container', operator: '=', value: 'old' },
    { key: 'namespace', operator: '=|', value: 'shop', values: ['shop', 'bank'] },
  ];
  expect(await source.getTagValues({ key: 'container', filters })).toEqual([{ text: 'api' }, { text: 'leaky' }]);
  expect(post).toHaveBeenCalledWith(
    'suggest',
    {
      key: 'container',
      search: '',
      filters: [{ key: 'namespace', operator: '=|', values: ['shop', 'bank'] }],
      limit: 200,
      to: undefined,
    },
    { showErrorAlert: false }
  );
});

test('explain sends what a query would send', async () => {
  const source = datasource({ container: 'api' });
  const post = jest.spyOn(source, 'postResource').mockResolvedValue({ promql: [] });
  await source.explain({ refId: 'A', filters: [{ key: 'container', operator: '=', value: '$container' }] });
  expect(post).toHaveBeenCalledWith(
    'explain',
    {
      query: {
        refId: 'A',
        version: 1,
        queryType: 'ledger',
        filters: [{ key: 'container', operator: '=', value: 'api' }],
      },
      from: undefined,
      to: undefined,
    },
    { showErrorAlert: false }
  );
});

test('variables are asked from the backend, whatever was stored', () => {
  const source = datasource();
  const query = jest.spyOn(source, 'query').mockReturnValue(of({ data: [] }));
  // Grafana calls it without its object.
  const { query: ask } = source.variables as MemledgerVariableSupport;
  ask({ targets: [{ refId: '', variable: { kind: 'pods' } }] } as unknown as DataQueryRequest<MemledgerQuery>);
  expect(query.mock.lastCall?.[0].targets).toEqual([
    { refId: 'MemledgerVariable', version: 1, queryType: 'variable', variable: { kind: 'pods' }, filters: [] },
  ]);
});

test('an annotation asks for events, whatever its query was before', () => {
  const { annotations } = datasource();
  const annotation = { name: 'Kills', enable: true, iconColor: 'red' };
  expect(annotations.prepareQuery?.({ ...annotation, target: undefined })).toEqual({
    refId: 'Anno',
    version: 1,
    queryType: 'events',
    filters: [],
  });
  const target: MemledgerQuery = {
    refId: 'A',
    queryType: 'divergence',
    format: 'table',
    filters: [{ key: 'container', operator: '=', value: '$container' }],
  };
  expect(annotations.prepareQuery?.({ ...annotation, target })).toEqual({
    ...target,
    version: 1,
    queryType: 'events',
    format: undefined,
  });
});

test('two questions for events under one name do not end each other', () => {
  const asked: Array<string | undefined> = [];
  jest.spyOn(DataSourceWithBackend.prototype, 'query').mockImplementation((request) => {
    asked.push(request.requestId);
    return of({ data: [] });
  });
  const ask = (source: MemledgerDatasource, queryType: MemledgerQuery['queryType']) =>
    source.query({ requestId: 'AQ100', targets: [{ refId: 'Anno', queryType }] } as DataQueryRequest<MemledgerQuery>);
  ask(datasource(), 'events');
  ask(datasource(), 'events');
  expect(new Set(asked).size).toBe(2);
  expect(asked).not.toContain('AQ100');
  // Elsewhere a new question is to end the one before.
  ask(datasource(), 'ledger');
  expect(asked[2]).toBe('AQ100');
});
