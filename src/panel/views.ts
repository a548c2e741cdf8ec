import { breakdownView } from './breakdown/view';
import { gapView } from './gap/view';
import { type ViewId } from './options';
import { timelineView } from './timeline/view';
import { toolsView } from './tools/view';
import { verdictView } from './verdict/view';
import { type View } from './view';

/** In the order in which the panel's options offer them. */
export const VIEWS: View[] = [breakdownView, gapView, toolsView, timelineView, verdictView];

export function viewOf(id: ViewId): View {
  // A panel saved by a newer version may name a view that this one does not have.
  return VIEWS.find((view) => view.id === id) ?? breakdownView;
}
