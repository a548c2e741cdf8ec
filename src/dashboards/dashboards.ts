// The dashboards as code. `npm run dashboards` writes them; a test fails when the files drift.
import * as panels from './panels';

export const CONTAINER_DASHBOARD_UID = 'memledger-container-memory';
export const INCIDENT_DASHBOARD_UID = 'memledger-incident';

const FROM_VARIABLE = { type: panels.DATASOURCE_TYPE, uid: '${datasource}' };
// provisioning/datasources/memledger.yaml
const PROVISIONED = { type: panels.DATASOURCE_TYPE, uid: 'memledger' };

function dashboard(uid: string, title: string, description: string, variables: object[], list: object[]) {
  return {
    id: null,
    uid,
    title,
    description,
    tags: ['memledger', 'memory', 'go'],
    revision: 1,
    schemaVersion: 42,
    version: 1,
    editable: true,
    graphTooltip: 1,
    timezone: '',
    time: { from: 'now-1h', to: 'now' },
    refresh: '30s',
    annotations: { list: [] },
    links: [],
    templating: { list: variables },
    panels: list.map((panel, index) => ({ id: index + 1, ...panel })),
  };
}

function queryVariable(name: string, label: string, kind: string, filters: panels.Filter[], multi: boolean) {
  return {
    type: 'query',
    name,
    label,
    datasource: FROM_VARIABLE,
    query: { refId: name, queryType: 'variable', version: 1, variable: { kind }, filters },
    definition: kind,
    refresh: 2,
    sort: 1,
    multi,
    includeAll: multi,
    options: [],
    current: {},
  };
}

const namespaceFilter: panels.Filter = { key: 'namespace', operator: '=~', value: '$namespace' };
const nodeFilter: panels.Filter = { key: 'node', operator: '=~', value: '$node' };
const podFilter: panels.Filter = { key: 'pod', operator: '=~', value: '$pod' };
const containerFilter: panels.Filter = { key: 'container', operator: '=~', value: '$container' };

const ALL = { text: ['All'], value: ['$__all'] };

const variables = [
  {
    type: 'datasource',
    name: 'datasource',
    label: 'Data source',
    query: panels.DATASOURCE_TYPE,
    refresh: 1,
    options: [],
    current: {},
    includeAll: false,
    multi: false,
  },
  { ...queryVariable('node', 'Node', 'nodes', [], true), current: ALL },
  { ...queryVariable('namespace', 'Namespace', 'namespaces', [nodeFilter], true), current: ALL },
  { ...queryVariable('pod', 'Pod', 'pods', [nodeFilter, namespaceFilter], true), current: ALL },
  // Without All: what is drawn of a container is too much to be drawn of a fleet.
  {
    ...queryVariable('container', 'Container', 'containers', [nodeFilter, namespaceFilter, podFilter], true),
    includeAll: false,
  },
  { ...queryVariable('tool', 'Tool', 'tools', [], false), sort: 0, current: { text: 'cgroup usage', value: 'usage' } },
];

/** Bundled in the app: one container, or a few, chosen by variables. */
export function containerMemory() {
  const scope: panels.Scope = {
    datasource: FROM_VARIABLE,
    filters: [nodeFilter, namespaceFilter, podFilter, containerFilter],
    tool: '$tool',
  };
  return dashboard(
    CONTAINER_DASHBOARD_UID,
    'Container memory and the Go heap',
    'Where each byte of a container goes, which of them are Go’s, and what each tool prints of them.',
    variables,
    [
      panels.sentence(scope, { x: 0, y: 0, w: 24, h: 4 }),
      panels.gapNumbers(scope, { x: 0, y: 4, w: 24, h: 4 }),
      panels.breakdown(scope, { x: 0, y: 8, w: 24, h: 13 }),
      panels.toolsTable(scope, { x: 0, y: 21, w: 11, h: 13 }),
      panels.gapTable(scope, { x: 11, y: 21, w: 13, h: 13 }),
      panels.row('Go runtime', 34),
      panels.series(
        'Goroutines',
        'Goroutines that exist. A count that only rises is a goroutine leak.',
        scope,
        { x: 0, y: 35, w: 8, h: 8 },
        ['goroutines']
      ),
      panels.series(
        'Garbage collection',
        'Objects on the heap against the size at which the next collection ends.',
        scope,
        { x: 8, y: 35, w: 8, h: 8 },
        ['heap_marked', 'heap_since_gc', 'heap_objects', 'gc_goal']
      ),
      panels.series(
        'GOMEMLIMIT',
        'What GOMEMLIMIT governs, GOMEMLIMIT where it is set, and the limit of the container.',
        scope,
        { x: 16, y: 35, w: 8, h: 8 },
        ['go_total', 'gomemlimit', 'limit']
      ),
    ]
  );
}

/** Provisioned beside the demo: both of its containers, one above the other. */
export function incident() {
  const of = (container: string): panels.Scope => ({
    datasource: PROVISIONED,
    filters: [{ key: 'container', operator: '=', value: container }],
    tool: 'podman_4_0',
  });
  const half = (container: string, y: number, title: string) => [
    panels.row(title, y),
    panels.sentence(of(container), { x: 0, y: y + 1, w: 12, h: 4 }),
    panels.gapNumbers(of(container), { x: 12, y: y + 1, w: 12, h: 4 }),
    panels.breakdown(of(container), { x: 0, y: y + 5, w: 24, h: 11 }),
  ];
  return dashboard(
    INCIDENT_DASHBOARD_UID,
    'The incident: api and leaky',
    'Two containers that look alike from outside. One holds page cache, the other leaks.',
    [],
    [
      ...half('api', 0, 'api: usage grows, the heap does not'),
      ...half('leaky', 16, 'leaky: usage grows, and the heap with it'),
    ]
  );
}
