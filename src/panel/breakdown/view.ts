import { OVERLAYS } from '../../generated/memory';
import { type SelectableValue } from '@grafana/data';
import { DEFAULT_OPTIONS } from '../options';
import { showIfView, type View } from '../view';
import { BreakdownView } from './BreakdownView';
import { containersOf, isLedgerFrame } from './ledger';

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

const showIf = showIfView('breakdown', 'timeline');

export const breakdownView: View = {
  id: 'breakdown',
  name: 'Breakdown',
  description: 'What usage is made of, over time.',
  query: 'Breakdown',
  queryTypes: ['ledger'],
  isFrame: isLedgerFrame,
  hasData: (frames) => containersOf(frames).length > 0,
  Component: BreakdownView,
  addOptions: (builder) =>
    builder
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
        showIf,
      })
      .addRadio({
        path: 'measure',
        name: 'Show',
        description:
          'Share is of usage, without lines. Whether there is a band for each class or each group is for the query to say.',
        defaultValue: DEFAULT_OPTIONS.measure,
        settings: {
          options: [
            { value: 'bytes', label: 'Bytes' },
            { value: 'share', label: 'Share' },
          ],
        },
        showIf,
      })
      .addBooleanSwitch({
        path: 'bandLabels',
        name: 'Names in the bands',
        // A band too narrow for its name is told by the tooltip, and has room once it is shown alone.
        description: 'Where there is room. A click in the legend shows a class alone.',
        defaultValue: DEFAULT_OPTIONS.bandLabels,
        showIf,
      })
      .addMultiSelect({
        path: 'overlays',
        name: 'Lines',
        description: 'Drawn over the stack, never part of it.',
        defaultValue: DEFAULT_OPTIONS.overlays,
        settings: { options: LINES, allowCustomValue: true },
        showIf,
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
        showIf,
      }),
};
