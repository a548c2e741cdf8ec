import { type ScopedVars } from '@grafana/data';
import {
  CustomVariable,
  EmbeddedScene,
  sceneGraph,
  SceneFlexLayout,
  SceneVariableSet,
  TextBoxVariable,
} from '@grafana/scenes';
import { type MemledgerQuery, type QueryFilter } from './types';
import { interpolateQuery } from './variables';

interface Multi {
  options: string[];
  value: string[] | string;
  allValue?: string;
  skipUrlSync?: boolean;
}

// The dashboards' own interpolation, not an imitation of it.
function templateSrv(multi: Record<string, Multi>, texts: Record<string, string> = {}) {
  const scene = new EmbeddedScene({
    body: new SceneFlexLayout({ children: [] }),
    $variables: new SceneVariableSet({
      variables: [
        ...Object.entries(multi).map(
          ([name, { options, ...state }]) =>
            new CustomVariable({
              name,
              isMulti: true,
              includeAll: true,
              query: options.join(','),
              options: options.map((value) => ({ label: value, value })),
              text: state.value,
              ...state,
            })
        ),
        ...Object.entries(texts).map(([name, value]) => new TextBoxVariable({ name, value })),
      ],
    }),
  });
  return {
    replace: (text?: string, scopedVars?: ScopedVars, format?: string | Function) =>
      sceneGraph.interpolate(scene, text, scopedVars, format as string),
  };
}

const variables = templateSrv(
  {
    one: { options: ['api', 'leaky'], value: ['api'] },
    two: { options: ['api', 'leaky', 'db'], value: ['api', 'leaky'] },
    everything: { options: ['api', 'leaky'], value: '$__all' },
    allByRegex: { options: ['api', 'leaky'], value: '$__all', allValue: '.*' },
    chosenAll: { options: ['All', 'api'], value: ['All'] },
    nothing: { options: [], value: [] },
    dotted: { options: ['a.b', 'c|d'], value: ['a.b', 'c|d'] },
    hostile: { options: ['"}) or vector(1)'], value: ['"}) or vector(1)'] },
    nested: { options: ['${two}'], value: ['${two}'] },
    tool: { options: ['podman_3'], value: ['podman_3'] },
    env: { options: ['dev', 'prod'], value: ['dev', 'prod'] },
  },
  { text: 'api-.*', empty: '' }
);

function filtered(filter: QueryFilter, scopedVars: ScopedVars = {}) {
  const query: MemledgerQuery = { refId: 'A', version: 1, queryType: 'ledger', filters: [filter] };
  return interpolateQuery(query, variables, scopedVars).filters;
}

describe('a variable as the value of =', () => {
  test('one value stays one', () => {
    expect(filtered({ key: 'container', operator: '=', value: '$one' })).toEqual([
      { key: 'container', operator: '=', value: 'api' },
    ]);
  });

  test('several values become "any of"', () => {
    expect(filtered({ key: 'container', operator: '=', value: '${two}' })).toEqual([
      { key: 'container', operator: '=|', values: ['api', 'leaky'] },
    ]);
  });

  test('several values of != become "none of"', () => {
    expect(filtered({ key: 'container', operator: '!=', value: '[[two]]' })).toEqual([
      { key: 'container', operator: '!=|', values: ['api', 'leaky'] },
    ]);
  });

  test.each(['$everything', '$allByRegex', '$__all', '$nothing', '$empty'])('%s is no matcher', (value) => {
    expect(filtered({ key: 'container', operator: '=', value })).toEqual([]);
    expect(filtered({ key: 'container', operator: '=~', value })).toEqual([]);
    expect(filtered({ key: 'container', operator: '=|', values: ['api', value] })).toEqual(
      // Beside another value a variable without one adds nothing; All still means all.
      ['$nothing', '$empty'].includes(value) ? [{ key: 'container', operator: '=|', values: ['api'] }] : []
    );
  });

  test('a container that is called All is not All', () => {
    expect(filtered({ key: 'container', operator: '=', value: '$chosenAll' })).toEqual([
      { key: 'container', operator: '=', value: 'All' },
    ]);
  });

  test('the value of a repeated panel wins over the All of the dashboard', () => {
    const scopedVars = { everything: { value: 'api', text: 'api' } };
    expect(filtered({ key: 'container', operator: '=', value: '$everything' }, scopedVars)).toEqual([
      { key: 'container', operator: '=', value: 'api' },
    ]);
  });

  test('inside a text, each value makes a text', () => {
    expect(filtered({ key: 'namespace', operator: '=', value: '$env-$two' })).toEqual([
      { key: 'namespace', operator: '=|', values: ['dev-api', 'dev-leaky', 'prod-api', 'prod-leaky'] },
    ]);
  });

  test('a hostile value is passed as it is, for the backend to quote', () => {
    expect(filtered({ key: 'container', operator: '=', value: '$hostile' })).toEqual([
      { key: 'container', operator: '=', value: '"}) or vector(1)' },
    ]);
  });

  test('a value that looks like a reference is not filled in again', () => {
    expect(filtered({ key: 'container', operator: '=', value: '$nested' })).toEqual([
      { key: 'container', operator: '=', value: '${two}' },
    ]);
  });

  test.each(['$unknown', '${unknown}', 'a-$unknown'])('%s is left for the backend to refuse', (value) => {
    expect(filtered({ key: 'container', operator: '=', value })).toEqual([{ key: 'container', operator: '=', value }]);
  });

  test.each<QueryFilter>([
    { key: 'pod', operator: '=' },
    { key: 'pod', operator: '=', value: '' },
    { key: 'pod', operator: '=~', value: '' },
    { key: 'pod', operator: '=|', values: [] },
    { key: 'pod', operator: '!=|', values: [''] },
  ])('a filter without a value is no matcher: %j', (filter) => {
    expect(filtered(filter)).toEqual([]);
  });
});

describe('a variable in a regular expression', () => {
  test('its values match themselves', () => {
    expect(filtered({ key: 'container', operator: '=~', value: '$dotted' })).toEqual([
      { key: 'container', operator: '=~', value: '(a\\.b|c\\|d)' },
    ]);
    expect(filtered({ key: 'container', operator: '!~', value: 'x-$hostile' })).toEqual([
      { key: 'container', operator: '!~', value: 'x-"\\}\\) or vector\\(1\\)' },
    ]);
  });

  test('a regular expression can be asked for', () => {
    expect(filtered({ key: 'container', operator: '=~', value: '$text' })?.[0].value).toBe('api-\\.\\*');
    expect(filtered({ key: 'container', operator: '=~', value: '${text:raw}' })?.[0].value).toBe('api-.*');
  });

  test('what a person wrote is not escaped', () => {
    expect(filtered({ key: 'container', operator: '=~', value: 'api|leaky.*' })?.[0].value).toBe('api|leaky.*');
  });
});

test('lists take all values of their variables, each once', () => {
  expect(filtered({ key: 'container', operator: '=|', values: ['db', '$two', 'api'] })).toEqual([
    { key: 'container', operator: '=|', values: ['db', 'api', 'leaky'] },
  ]);
});

test('ad-hoc filters come after the query’s own, unknown keys and operators too', () => {
  const query: MemledgerQuery = {
    refId: 'A',
    filters: [{ key: 'namespace', operator: '=', value: 'shop' }],
  };
  const adHoc = [
    { key: 'container', operator: '=|', value: 'api', values: ['api', 'leaky'] },
    { key: 'pod', operator: '=~', value: 'api-.*' },
    { key: 'colour', operator: '<', value: 'red' },
  ];
  expect(interpolateQuery(query, variables, {}, adHoc).filters).toEqual([
    { key: 'namespace', operator: '=', value: 'shop' },
    { key: 'container', operator: '=|', values: ['api', 'leaky'] },
    { key: 'pod', operator: '=~', value: 'api-.*' },
    { key: 'colour', operator: '<', value: 'red' },
  ]);
});

test('tool, heap and classes take variables; All is the default', () => {
  const query: MemledgerQuery = { refId: 'A', tool: '$tool', heap: '$everything', classes: ['$two', 'shmem'] };
  const interpolated = interpolateQuery(query, variables, {});
  expect(interpolated.tool).toBe('podman_3');
  expect(interpolated.heap).toBeUndefined();
  expect(interpolated.classes).toEqual(['api', 'leaky', 'shmem']);
  expect(interpolateQuery({ refId: 'A', classes: ['$everything'] }, variables, {}).classes).toBeUndefined();
});

test('the stored query is not written to', () => {
  const query: MemledgerQuery = { refId: 'A', filters: [{ key: 'container', operator: '=', value: '$two' }] };
  const before = JSON.parse(JSON.stringify(query));
  interpolateQuery(query, variables, {});
  expect(query).toEqual(before);
});
