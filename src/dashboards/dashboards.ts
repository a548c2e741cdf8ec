// The dashboards as code. `npm run dashboards` writes them; a test fails when the files drift.
import * as panels from './panels';

export const CONTAINER_DASHBOARD_UID = 'memledger-container-memory';
export const FLEET_DASHBOARD_UID = 'memledger-fleet';
export const OOM_DASHBOARD_UID = 'memledger-before-an-oom';
export const INCIDENT_DASHBOARD_UID = 'memledger-incident';

const FROM_VARIABLE = { type: panels.DATASOURCE_TYPE, uid: '${datasource}' };
// provisioning/datasources/memledger.yaml
const PROVISIONED = { type: panels.DATASOURCE_TYPE, uid: 'memledger' };

function dashboard(
  uid: string,
  title: string,
  description: string,
  variables: object[],
  list: object[],
  annotations: object[] = []
) {
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
    annotations: { list: annotations },
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

const datasourceVariable = {
  type: 'datasource',
  name: 'datasource',
  label: 'Data source',
  query: panels.DATASOURCE_TYPE,
  refresh: 1,
  options: [],
  current: {},
  includeAll: false,
  multi: false,
};
const nodeVariable = { ...queryVariable('node', 'Node', 'nodes', [], true), current: ALL };
const namespaceVariable = {
  ...queryVariable('namespace', 'Namespace', 'namespaces', [nodeFilter], true),
  current: ALL,
};
const toolVariable = {
  ...queryVariable('tool', 'Tool', 'tools', [], false),
  sort: 0,
  current: { text: 'cgroup usage', value: 'usage' },
};

const fleetVariables = [datasourceVariable, nodeVariable, namespaceVariable, toolVariable];
const containerVariables = [
  datasourceVariable,
  nodeVariable,
  namespaceVariable,
  { ...queryVariable('pod', 'Pod', 'pods', [nodeFilter, namespaceFilter], true), current: ALL },
  // Without All: what is drawn of a container is too much to be drawn of a fleet.
  {
    ...queryVariable('container', 'Container', 'containers', [nodeFilter, namespaceFilter, podFilter], true),
    includeAll: false,
  },
  toolVariable,
];

const chosenContainers: panels.Scope = {
  datasource: FROM_VARIABLE,
  filters: [nodeFilter, namespaceFilter, podFilter, containerFilter],
  tool: '$tool',
};
const chosenFleet: panels.Scope = { ...chosenContainers, filters: [nodeFilter, namespaceFilter] };

/** OOM kills, restarts, new limits and versions of the chosen containers, over every panel. */
const events = {
  name: 'Events',
  enable: true,
  datasource: FROM_VARIABLE,
  iconColor: 'red',
  target: { refId: 'Events', queryType: 'events', version: 1, filters: chosenContainers.filters },
};

/** Bundled in the app: one container, or a few, chosen by variables. */
export function containerMemory() {
  const scope = chosenContainers;
  return dashboard(
    CONTAINER_DASHBOARD_UID,
    'Container memory and the Go heap',
    'Where each byte of a container goes, which of them are Go’s, and what each tool prints of them.',
    containerVariables,
    [
      panels.gap(scope, { x: 0, y: 0, w: 24, h: 11 }),
      panels.breakdown(scope, { x: 0, y: 11, w: 24, h: 13 }),
      panels.whoCountsWhat(scope, { x: 0, y: 24, w: 24, h: 13 }),
      panels.row('Go runtime', 37),
      ...goRuntime(scope, 38),
    ],
    [events]
  );
}

function goRuntime(scope: panels.Scope, y: number) {
  return [
    panels.series(
      'Goroutines',
      'Goroutines that exist. A count that only rises is a goroutine leak.',
      scope,
      { x: 0, y, w: 8, h: 8 },
      ['goroutines']
    ),
    panels.series(
      'Garbage collection',
      'Objects on the heap, as far as they are resident, against the size at which the next collection ends.',
      scope,
      { x: 8, y, w: 8, h: 8 },
      ['heap_marked', 'heap_since_gc', 'heap_objects', 'gc_goal']
    ),
    panels.series(
      'GOMEMLIMIT',
      'What GOMEMLIMIT governs, GOMEMLIMIT where it is set, and the limit of the container.',
      scope,
      { x: 16, y, w: 8, h: 8 },
      ['go_total', 'gomemlimit', 'limit']
    ),
  ];
}

// Widths are such that a table fits into a window of 800 pixels; what has none takes what is left.
const NAMES = [
  { field: 'container', title: 'Container', width: 110 },
  { field: 'namespace', title: 'Namespace', width: 95 },
  { field: 'pod', title: 'Pod' },
];
const WHOSE_WORDS = [
  { field: 'container', title: 'Container', width: 110 },
  { field: 'pod', title: 'Pod', width: 90 },
];
const SUMMARY = { field: 'summary', title: 'In one sentence' };

/** Bundled in the app: all containers, by gap and by how near the limit is. */
export function fleet() {
  const largest = { queryType: 'fleet', rank: 'divergence', maxRows: 20 };
  return dashboard(
    FLEET_DASHBOARD_UID,
    'Container memory: the fleet',
    'Which containers are said to use far more than their Go heap, and which are near a limit that no reclaim can keep them from.',
    fleetVariables,
    [
      panels.list(
        {
          title: 'Largest gap',
          description: 'What the chosen tool prints minus the Go heap.',
          ask: largest,
          columns: [
            ...NAMES,
            { field: 'reported', title: 'Reported', width: 95 },
            { field: 'heap', title: 'Go heap', width: 95 },
            { field: 'divergence', title: 'Gap', width: 95 },
            { field: 'cause_name', title: 'Usage is mostly', width: 125 },
          ],
        },
        chosenFleet,
        { x: 0, y: 0, w: 24, h: 9 }
      ),
      panels.list(
        {
          title: 'What the gap is made of',
          description: 'The containers of the table above, in words.',
          ask: largest,
          columns: [...WHOSE_WORDS, SUMMARY],
        },
        chosenFleet,
        { x: 0, y: 9, w: 24, h: 9 }
      ),
      panels.list(
        {
          title: 'Nearest to the limit',
          description:
            'By the share of the limit that no reclaim can give back: the certain part of it, where the exporter does not split all.',
          ask: { queryType: 'fleet', rank: 'unreclaimable_ratio', maxRows: 20 },
          columns: [
            ...NAMES,
            { field: 'unreclaimable', title: 'Unreclaimable ≥', width: 125 },
            { field: 'unreclaimable_ratio', title: 'Of the limit', width: 95 },
            { field: 'limit', title: 'Limit', width: 80 },
            { field: 'cause_name', title: 'Usage is mostly', width: 125 },
          ],
        },
        chosenFleet,
        { x: 0, y: 18, w: 24, h: 9 }
      ),
    ]
  );
}

/** Bundled in the app: who is next to be killed, of what, and what happened to a chosen container. */
export function beforeAnOom() {
  const soonest = { queryType: 'verdict', rank: 'hours_to_limit', maxRows: 20 };
  return dashboard(
    OOM_DASHBOARD_UID,
    'Before an OOM',
    'Which containers will meet their limit and when, what fills them, and what to do; and what happened to one of them so far.',
    containerVariables,
    [
      panels.list(
        {
          title: 'Soonest at the limit',
          description:
            'Hours until the memory that no reclaim can give back meets the limit, at the growth of the last days. Where nothing grows, by the certain share of the limit.',
          ask: soonest,
          columns: [
            ...NAMES,
            { field: 'hours_to_limit', title: 'To the limit', width: 95 },
            { field: 'unreclaimable', title: 'Unreclaimable ≥', width: 125 },
            { field: 'limit', title: 'Limit', width: 80 },
            { field: 'trend_name', title: 'Grows', width: 120 },
          ],
        },
        chosenFleet,
        { x: 0, y: 0, w: 24, h: 7 }
      ),
      panels.list(
        {
          title: 'What to do about it',
          description: 'The containers of the table above, in words.',
          ask: soonest,
          columns: [...WHOSE_WORDS, SUMMARY, { field: 'next', title: 'Next step' }],
        },
        chosenFleet,
        { x: 0, y: 7, w: 24, h: 9 }
      ),
      panels.timeline(chosenContainers, { x: 0, y: 16, w: 24, h: 15 }),
      panels.row('Go runtime', 31),
      ...goRuntime(chosenContainers, 32),
    ],
    [events]
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
    panels.gap(of(container), { x: 0, y: y + 1, w: 24, h: 11 }),
    panels.breakdown(of(container), { x: 0, y: y + 12, w: 24, h: 11 }),
  ];
  return dashboard(
    INCIDENT_DASHBOARD_UID,
    'The incident: api and leaky',
    'Two containers that look alike from outside. One holds page cache, the other leaks.',
    [],
    [
      ...half('api', 0, 'api: usage grows, the heap does not'),
      ...half('leaky', 23, 'leaky: usage grows, and the heap with it'),
    ]
  );
}
