import { type PanelModel, type PanelOptionsEditorBuilder, type SelectableValue } from '@grafana/data';
import {
  LegendDisplayMode,
  type OptionsWithLegend,
  type OptionsWithTooltip,
  SortOrder,
  TooltipDisplayMode,
} from '@grafana/schema';
import { commonOptionsBuilder } from '@grafana/ui';
import { OVERLAYS } from '../generated/memory';

export const OPTIONS_VERSION = 1;

export interface LedgerPanelOptions extends OptionsWithLegend, OptionsWithTooltip {
  version: number;
  view: 'breakdown';
  drawStyle: 'area' | 'bars';
  /** Ids of the overlays drawn as lines. */
  overlays: string[];
  /** When the tooltip says which exporter, series and formula a number comes from. */
  provenance: 'pinned' | 'always' | 'never';
}

export const DEFAULT_OPTIONS: LedgerPanelOptions = {
  version: OPTIONS_VERSION,
  view: 'breakdown',
  drawStyle: 'area',
  overlays: ['reported', 'limit'],
  provenance: 'pinned',
  legend: {
    showLegend: true,
    displayMode: LegendDisplayMode.Table,
    placement: 'right',
    calcs: ['lastNotNull', 'max'],
  },
  tooltip: { mode: TooltipDisplayMode.Single, sort: SortOrder.None, hideZeros: true },
};

// Grafana types the options of a multi-select by its whole value, so no type of ours fits.
const LINES: SelectableValue[] = [
  { value: 'reported', label: 'Reported', description: 'What the tool chosen in the query prints' },
  { value: 'limit', label: 'Limit', description: 'Hard limit of the container' },
  { value: 'gomemlimit', label: 'GOMEMLIMIT', description: 'Soft limit of the Go runtime' },
  { value: 'high', label: 'High', description: 'Above this the container is throttled' },
  { value: 'peak', label: 'Peak', description: 'Highest usage so far' },
  { value: 'mapped_not_resident', label: 'Mapped, not resident', description: 'What Go mapped and is not in RAM' },
  { value: 'go_total', label: 'Go total', description: 'What GOMEMLIMIT governs; the query has to ask for it' },
  { value: 'gc_goal', label: 'GC goal', description: 'Heap size of the next collection; the query has to ask for it' },
  ...OVERLAYS.map(({ id, name, help }) => ({ value: id, label: name, description: help })),
];

export function addOptions(builder: PanelOptionsEditorBuilder<LedgerPanelOptions>) {
  builder
    .addRadio({
      path: 'view',
      name: 'View',
      defaultValue: DEFAULT_OPTIONS.view,
      settings: { options: [{ value: 'breakdown', label: 'Breakdown' }] },
    })
    .addRadio({
      path: 'drawStyle',
      name: 'Style',
      defaultValue: DEFAULT_OPTIONS.drawStyle,
      settings: {
        options: [
          { value: 'area', label: 'Area' },
          { value: 'bars', label: 'Bars' },
        ],
      },
    })
    .addMultiSelect({
      path: 'overlays',
      name: 'Lines',
      description: 'Drawn over the stack, never part of it.',
      defaultValue: DEFAULT_OPTIONS.overlays,
      settings: { options: LINES, allowCustomValue: true },
    })
    .addRadio({
      path: 'provenance',
      name: 'Show where numbers come from',
      description: 'Exporter, series, formula and basis, in the tooltip. A click pins it.',
      defaultValue: DEFAULT_OPTIONS.provenance,
      settings: {
        options: [
          { value: 'pinned', label: 'When pinned' },
          { value: 'always', label: 'Always' },
          { value: 'never', label: 'Never' },
        ],
      },
    });
  commonOptionsBuilder.addTooltipOptions(builder, false, false, DEFAULT_OPTIONS);
  commonOptionsBuilder.addLegendOptions(builder);
  setDefaults(builder);
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
