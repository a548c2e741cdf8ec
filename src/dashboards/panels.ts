// The panels that the dashboards are made of. Ids, units and colours of what is drawn come with
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
  rank?: string;
  maxRows?: number;
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

/** Hides the other columns. They must stay in the answer, because the links of a cell are made of them. */
function onlyShown(columns: string[]) {
  return {
    matcher: { id: 'byRegexp', options: `/^(?!(${columns.join('|')})$).*$/` },
    properties: [{ id: 'custom.hideFrom.viz', value: true }],
  };
}

/** The stacked ledger with the reported line and the limit over it. */
export function breakdown(scope: Scope, place: Place) {
  return ours(
    'breakdown',
    'Where each byte goes',
    'All classes add up to the usage of the container. The lines are what the chosen tool prints, and the limit.',
    scope,
    place,
    { queryType: 'ledger' }
  );
}

/** The three numbers, the sentence, and the way from the heap to the printed number. */
export function gap(scope: Scope, place: Place) {
  return ours(
    'gap',
    'The gap',
    'What the chosen tool prints, the Go heap, and what stands between them, class by class.',
    scope,
    place,
    { queryType: 'divergence', format: 'table' }
  );
}

/** What each tool prints, and which classes it counts. */
export function whoCountsWhat(scope: Scope, place: Place) {
  return ours(
    'tools',
    'Who counts what',
    'The same container, the same moment: each tool counts other classes.',
    scope,
    place,
    { queryType: 'tools', format: 'table' }
  );
}

/** Usage with what happened to the container, and two of its moments side by side. */
export function timeline(scope: Scope, place: Place) {
  const panel = ours(
    'timeline',
    'What happened',
    'Usage, with OOM kills, restarts, and new limits and versions.',
    scope,
    place,
    { queryType: 'ledger' }
  );
  return { ...panel, targets: [...panel.targets, { ...target(scope, { queryType: 'events' }), refId: 'B' }] };
}

function ours(view: string, title: string, description: string, scope: Scope, place: Place, ask: Ask) {
  const rest = { options: { view }, fieldConfig: { defaults: {}, overrides: [] } };
  return panel(PANEL_TYPE, title, description, scope, place, ask, rest);
}

interface ListOptions {
  title: string;
  description: string;
  ask: Ask;
  /** Columns that are shown, in order, with their titles and widths. */
  columns: Array<{ field: string; title: string; width?: number }>;
}

/** Containers, one a row. */
export function list({ title, description, ask, columns }: ListOptions, scope: Scope, place: Place) {
  return panel('table', title, description, scope, place, ask, {
    options: { showHeader: true, cellHeight: 'sm' },
    fieldConfig: {
      // Columns without a width of their own may be narrower than Grafana's 150 pixels.
      defaults: { custom: { minWidth: 70, cellOptions: { type: 'auto', wrapText: true } } },
      overrides: [
        // First: it looks at the names that a column is shown by, which the others change.
        onlyShown(columns.map(({ field }) => field)),
        ...columns.map(({ field, title: name, width: pixels }) => ({
          matcher: { id: 'byName', options: field },
          properties: [{ id: 'displayName', value: name }, ...(pixels ? [{ id: 'custom.width', value: pixels }] : [])],
        })),
      ],
    },
    transformations: [
      { id: 'organize', options: { indexByName: Object.fromEntries(columns.map(({ field }, i) => [field, i])) } },
    ],
  });
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
