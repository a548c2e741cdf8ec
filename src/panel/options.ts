import { type PanelModel, type PanelOptionsEditorBuilder } from '@grafana/data';
import {
  LegendDisplayMode,
  type OptionsWithLegend,
  type OptionsWithTooltip,
  SortOrder,
  TooltipDisplayMode,
} from '@grafana/schema';
import { commonOptionsBuilder } from '@grafana/ui';
import { type View } from './view';

export const OPTIONS_VERSION = 1;

export type ViewId = 'breakdown' | 'gap' | 'tools' | 'timeline' | 'verdict';

export interface GapOptions {
  /** A page that has the three numbers itself does without those above the walk. */
  hideHeadline?: boolean;
  /** A page that has the pinned moment in its address: Unix ms, or null where none is pinned. */
  pinnedAt?: number | null;
  /** Every group is open at first. */
  showClasses: boolean;
  /** The moment on which another panel's crosshair rests is asked for. */
  followCrosshair: boolean;
}

export interface TimelineOptions {
  /** The table of two moments. */
  showMoments: boolean;
}

export interface VerdictOptions {
  /** The numbers behind it, what is ruled out and what is missing are open at first. */
  showEvidence: boolean;
}

export interface LedgerPanelOptions extends OptionsWithLegend, OptionsWithTooltip {
  version: number;
  view: ViewId;
  drawStyle: 'area' | 'bars';
  /** Amounts, or their part of usage. */
  measure: 'bytes' | 'share';
  /** Names of classes inside the bands that have room. */
  bandLabels: boolean;
  /** Ids of the overlays drawn as lines. */
  overlays: string[];
  /** When the tooltip says which exporter, series and formula a number comes from. */
  provenance: 'pinned' | 'always' | 'never';
  /** Formula id of the tool that stands on top until a person pins their own; '' = none. */
  pinnedTool: string;
  /** Tools of other container runtimes too. */
  showAllTools: boolean;
  gap: GapOptions;
  timeline: TimelineOptions;
  verdict: VerdictOptions;
}

export const DEFAULT_OPTIONS: LedgerPanelOptions = {
  version: OPTIONS_VERSION,
  view: 'breakdown',
  drawStyle: 'area',
  measure: 'bytes',
  bandLabels: true,
  overlays: ['reported', 'limit'],
  provenance: 'pinned',
  pinnedTool: '',
  showAllTools: false,
  gap: { showClasses: false, followCrosshair: true },
  timeline: { showMoments: true },
  verdict: { showEvidence: false },
  legend: {
    showLegend: true,
    displayMode: LegendDisplayMode.Table,
    placement: 'right',
    calcs: ['lastNotNull', 'max'],
  },
  tooltip: { mode: TooltipDisplayMode.Single, sort: SortOrder.None, hideZeros: true },
};

export function addOptions(views: View[], builder: PanelOptionsEditorBuilder<LedgerPanelOptions>) {
  // A list: the names of all views in a row are wider than the pane of options, and the last would be cut off.
  builder.addSelect({
    path: 'view',
    name: 'View',
    defaultValue: DEFAULT_OPTIONS.view,
    settings: { options: views.map(({ id, name, description }) => ({ value: id, label: name, description })) },
  });
  views.forEach((view) => view.addOptions?.(builder));
  commonOptionsBuilder.addTooltipOptions(builder, false, false, DEFAULT_OPTIONS);
  commonOptionsBuilder.addLegendOptions(builder);
  setDefaults(builder);
  hideWhereUnused(views, builder);
}

/** Grafana's options of legend and tooltip mean something to a plot only. */
function hideWhereUnused(views: View[], builder: PanelOptionsEditorBuilder<LedgerPanelOptions>) {
  const unused = views.flatMap((view) => (view.unused ?? []).map((options) => `${view.id} ${options}`));
  for (const item of builder.getItems()) {
    const { showIf, path } = item;
    const [kind] = path.split('.');
    if (kind === 'legend' || kind === 'tooltip') {
      item.showIf = (options: LedgerPanelOptions, ...rest) =>
        !unused.includes(`${options.view} ${kind}`) && (showIf?.(options, ...rest) ?? true);
    }
  }
}

/** Grafana's builders of legend and tooltip options take not all defaults of ours. */
function setDefaults(builder: PanelOptionsEditorBuilder<LedgerPanelOptions>) {
  const { legend, tooltip } = DEFAULT_OPTIONS;
  const defaults = new Map<string, unknown>([
    ...Object.entries(legend).map(([name, value]): [string, unknown] => [`legend.${name}`, value]),
    ...Object.entries(tooltip).map(([name, value]): [string, unknown] => [`tooltip.${name}`, value]),
  ]);
  for (const item of builder.getItems()) {
    if (defaults.has(item.path)) {
      item.defaultValue = defaults.get(item.path);
    }
  }
}

/** Options as a panel of any earlier version saved them, as this version reads them. */
export function migrateOptions(panel: Pick<PanelModel, 'options'>): LedgerPanelOptions {
  return { ...DEFAULT_OPTIONS, ...panel.options, version: OPTIONS_VERSION };
}
