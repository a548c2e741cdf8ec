import { DEFAULT_OPTIONS } from '../options';
import { showIfView, type View } from '../view';
import { isGapFrame } from './gaps';
import { GapView } from './GapView';

const showIf = showIfView('gap');

export const gapView: View = {
  id: 'gap',
  name: 'Gap',
  description: 'What a tool prints, the Go heap, and what lies between them.',
  query: 'Gap, as a table',
  queryTypes: ['divergence'],
  isFrame: isGapFrame,
  hasData: (frames) => frames.some((frame) => isGapFrame(frame) && frame.length > 0),
  Component: GapView,
  unused: ['legend', 'tooltip'],
  addOptions: (builder) =>
    builder
      .addBooleanSwitch({
        path: 'gap.showClasses',
        name: 'Show classes',
        description: 'Open every group at first.',
        defaultValue: DEFAULT_OPTIONS.gap.showClasses,
        showIf,
      })
      .addBooleanSwitch({
        path: 'gap.followCrosshair',
        name: 'Follow the crosshair',
        description: 'Shows the moment on which the crosshair of another panel rests, where the dashboard shares it.',
        defaultValue: DEFAULT_OPTIONS.gap.followCrosshair,
        showIf,
      }),
};
