import { containersOf, isLedgerFrame } from '../breakdown/ledger';
import { DEFAULT_OPTIONS } from '../options';
import { showIfView, type View } from '../view';
import { isEventsFrame } from './events';
import { TimelineView } from './TimelineView';

const isFrame: View['isFrame'] = (frame) => isLedgerFrame(frame) || isEventsFrame(frame);

export const timelineView: View = {
  id: 'timeline',
  name: 'Timeline',
  description:
    'Usage with OOM kills, restarts and changes, and two moments side by side. Wants a second query: Events.',
  query: 'Breakdown, with a second one of the type Events',
  queryTypes: ['ledger', 'events'],
  isFrame,
  hasData: (frames) => containersOf(frames).length > 0 || frames.some(isEventsFrame),
  Component: TimelineView,
  // The table of two moments is one, and without it there is a plain one.
  unused: ['legend'],
  addOptions: (builder) =>
    builder.addBooleanSwitch({
      path: 'timeline.showMoments',
      name: 'Two moments',
      description: 'A table of two moments, class by class.',
      defaultValue: DEFAULT_OPTIONS.timeline.showMoments,
      showIf: showIfView('timeline'),
    }),
};
