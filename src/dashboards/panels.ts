// The panels that both dashboards are made of. Ids, units and colours of what is drawn come with
// the frames; here stands only where a panel is and what it asks.
import type { ClassId, FormulaId } from '../generated/memory';

export const DATASOURCE_TYPE = 'memledger-gomemory-datasource';
export const PANEL_TYPE = 'memledger-gomemory-panel';

export interface DatasourceRef {
  type: string;
  uid: string;
}

export interface Filter {
  key: string;
  operator: string;
  value?: string;
  values?: string[];
}

export interface Scope {
  datasource: DatasourceRef;
  filters: Filter[];
  tool: FormulaId | string;
}

export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

interface Ask {
  queryType: string;
  format?: string;
  measures?: string[];
  classes?: string[];
}

function target(scope: Scope, ask: Ask) {
  return {
    refId: 'A',
    datasource: scope.datasource,
    version: 1,
    filters: scope.filters,
    tool: scope.tool,
    heap: 'alloc',
    ...ask,
  };
}

function panel(type: string, title: string, description: string, scope: Scope, place: Place, ask: Ask, rest: object) {
  return {
    type,
    title,
    description,
    datasource: scope.datasource,
    gridPos: place,
    targets: [target(scope, ask)],
    ...rest,
  };
}

const latest = { calcs: ['lastNotNull'], fields: '', values: false };

/** Reported, heap, gap and ratio, as numbers. */
export function gapNumbers(scope: Scope, place: Place) {
  return panel(
    'stat',
    'The gap',
    'What the chosen tool prints, the Go heap, and what stands between them.',
    scope,
    place,
    { queryType: 'divergence', measures: ['reported', 'heap', 'divergence', 'ratio'] },
    {
      options: {
        reduceOptions: latest,
        textMode: 'value_and_name',
        colorMode: 'none',
        graphMode: 'area',
        justifyMode: 'auto',
        orientation: 'auto',
      },
      fieldConfig: { defaults: {}, overrides: [] },
    }
  );
}

/** One sentence per container: what is printed, the heap, and what the gap is made of. */
export function sentence(scope: Scope, place: Place) {
  return panel(
    'table',
    'In one sentence',
    'What the gap between the printed number and the Go heap is made of.',
    scope,
    place,
    { queryType: 'containers' },
    {
      fieldConfig: {
        defaults: { custom: { cellOptions: { type: 'auto', wrapText: true } } },
        overrides: [width('container', 140), width('pod', 140), onlyShown(['container', 'pod', 'summary'])],
      },
      options: { showHeader: false, cellHeight: 'md' },
    }
  );
}

/** Hides the other columns. They must stay in the answer, because the links of a cell are made of them. */
function onlyShown(columns: string[]) {
  return {
    matcher: { id: 'byRegexp', options: `/^(?!(${columns.join('|')})$).*$/` },
    properties: [{ id: 'custom.hideFrom.viz', value: true }],
  };
}

/** Wide enough for the names that stand in a column. */
function width(column: string, pixels: number) {
  return { matcher: { id: 'byName', options: column }, properties: [{ id: 'custom.width', value: pixels }] };
}

/** The stacked ledger with the reported line and the limit over it. */
export function breakdown(scope: Scope, place: Place) {
  return panel(
    PANEL_TYPE,
    'Where each byte goes',
    'All classes add up to the usage of the container. The lines are what the chosen tool prints, and the limit.',
    scope,
    place,
    { queryType: 'ledger' },
    { options: { view: 'breakdown' }, fieldConfig: { defaults: {}, overrides: [] } }
  );
}

const IDENTITY = ['cluster', 'node', 'namespace', 'pod', 'container'];

const groupBy = { operation: 'groupby', aggregations: [] };
const last = { operation: 'aggregate', aggregations: ['lastNotNull'] };

/** What every tool prints, one row a container and tool. */
export function toolsTable(scope: Scope, place: Place) {
  return panel(
    'table',
    'What each tool prints',
    'The same container, the same moment: each tool counts other classes.',
    scope,
    place,
    { queryType: 'tools', format: 'table' },
    {
      transformations: [
        {
          id: 'groupBy',
          options: {
            fields: {
              ...Object.fromEntries(IDENTITY.map((key) => [key, groupBy])),
              tool: groupBy,
              formatted: last,
              value: last,
            },
          },
        },
        {
          id: 'organize',
          options: {
            excludeByName: { cluster: true, node: true, namespace: true },
            indexByName: { tool: 0, 'formatted (lastNotNull)': 1, 'value (lastNotNull)': 2, container: 3, pod: 4 },
            renameByName: {
              tool: 'Tool',
              'formatted (lastNotNull)': 'Prints',
              'value (lastNotNull)': 'Bytes',
              container: 'Container',
              pod: 'Pod',
            },
          },
        },
      ],
      options: { showHeader: true, cellHeight: 'sm' },
      fieldConfig: {
        defaults: {},
        overrides: [
          {
            matcher: { id: 'byName', options: 'Bytes' },
            properties: [
              { id: 'unit', value: 'bytes' },
              { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'hidden' } },
              { id: 'color', value: { mode: 'fixed', fixedColor: 'blue' } },
              { id: 'min', value: 0 },
            ],
          },
          width('Tool', 230),
          width('Prints', 90),
        ],
      },
    }
  );
}

/** What does not round to 0.0%. */
const SHARE_SEEN = 0.0005;

const shareIs = (id: 'greater' | 'lower', value: number) => ({
  fieldName: 'share',
  config: { id, options: { value } },
});

/** The gap class by class, what adds most first; classes that add nothing are left out. */
export function gapTable(scope: Scope, place: Place) {
  return panel(
    'table',
    'What the gap is made of',
    'Of each class that the chosen tool and the heap measure count differently: its share of the gap, its bytes, and whether the kernel can take it back.',
    scope,
    place,
    { queryType: 'divergence', format: 'table' },
    {
      transformations: [
        {
          id: 'filterByValue',
          options: {
            type: 'include',
            match: 'any',
            filters: [shareIs('greater', SHARE_SEEN), shareIs('lower', -SHARE_SEEN)],
          },
        },
        { id: 'sortBy', options: { fields: {}, sort: [{ field: 'share', desc: true }] } },
        { id: 'filterFieldsByName', options: { include: { names: GAP_COLUMNS.map(({ field }) => field) } } },
        {
          id: 'organize',
          options: {
            indexByName: Object.fromEntries(GAP_COLUMNS.map(({ field }, index) => [field, index])),
            renameByName: Object.fromEntries(GAP_COLUMNS.map(({ field, title }) => [field, title])),
          },
        },
      ],
      options: { showHeader: true, cellHeight: 'sm' },
      fieldConfig: {
        defaults: {},
        overrides: [
          width('Class', 200),
          width('Share of the gap', 130),
          width('Bytes', 100),
          width('Reclaimable', 100),
        ],
      },
    }
  );
}

const GAP_COLUMNS = [
  { field: 'name', title: 'Class' },
  { field: 'share', title: 'Share of the gap' },
  { field: 'bytes', title: 'Bytes' },
  { field: 'reclaim', title: 'Reclaimable' },
  { field: 'container', title: 'Container' },
  { field: 'pod', title: 'Pod' },
  { field: 'help', title: 'What it is' },
];

/** A time series of classes, overlays or context of the ledger. */
export function series(
  title: string,
  description: string,
  scope: Scope,
  place: Place,
  classes: Array<ClassId | string>
) {
  return panel(
    'timeseries',
    title,
    description,
    scope,
    place,
    { queryType: 'ledger', classes },
    {
      options: {
        legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
      fieldConfig: {
        defaults: { custom: { fillOpacity: 0, lineWidth: 1, showPoints: 'never', spanNulls: false } },
        overrides: [],
      },
    }
  );
}

export function row(title: string, y: number) {
  return { type: 'row', title, collapsed: false, gridPos: { x: 0, y, w: 24, h: 1 }, panels: [] };
}
