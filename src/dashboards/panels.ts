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
      transformations: [keepColumns(['container', 'summary'])],
      fieldConfig: {
        defaults: { custom: { cellOptions: { type: 'auto', wrapText: true } } },
        overrides: [
          { matcher: { id: 'byName', options: 'container' }, properties: [{ id: 'custom.width', value: 180 }] },
        ],
      },
      options: { showHeader: false, cellHeight: 'md' },
    }
  );
}

/** Wide enough for the names that stand in a column. */
function width(column: string, pixels: number) {
  return { matcher: { id: 'byName', options: column }, properties: [{ id: 'custom.width', value: pixels }] };
}

function keepColumns(names: string[]) {
  return { id: 'filterFieldsByName', options: { include: { names } } };
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

/** What every tool prints, one row a tool. */
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
              container: { operation: 'groupby', aggregations: [] },
              tool: { operation: 'groupby', aggregations: [] },
              formatted: { operation: 'aggregate', aggregations: ['lastNotNull'] },
              value: { operation: 'aggregate', aggregations: ['lastNotNull'] },
            },
          },
        },
        {
          id: 'organize',
          options: {
            renameByName: {
              container: 'Container',
              tool: 'Tool',
              'formatted (lastNotNull)': 'Prints',
              'value (lastNotNull)': 'Bytes',
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
          width('Container', 110),
          width('Tool', 230),
          width('Prints', 100),
        ],
      },
    }
  );
}

/** The gap class by class. */
export function gapTable(scope: Scope, place: Place) {
  return panel(
    'table',
    'What the gap is made of',
    'Of each class: its bytes, what the chosen tool counts of it, and what the heap measure counts of it.',
    scope,
    place,
    { queryType: 'divergence', format: 'table' },
    {
      transformations: [
        keepColumns(['container', 'name', 'bytes', 'counted', 'in_heap', 'share', 'reclaim', 'help']),
        {
          id: 'organize',
          options: {
            renameByName: {
              container: 'Container',
              name: 'Class',
              bytes: 'Bytes',
              counted: 'Counted by the tool',
              in_heap: 'In the heap',
              share: 'Share of the gap',
              reclaim: 'Reclaimable',
              help: 'What it is',
            },
          },
        },
      ],
      options: { showHeader: true, cellHeight: 'sm' },
      fieldConfig: {
        defaults: {},
        overrides: [width('Container', 110), width('Class', 210), width('Share of the gap', 130)],
      },
    }
  );
}

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
