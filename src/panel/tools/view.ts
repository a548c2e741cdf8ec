import { FORMULAS } from '../../generated/memory';
import { DEFAULT_OPTIONS } from '../options';
import { showIfView, type View } from '../view';
import { isToolsFrame } from './toolsTable';
import { ToolsView } from './ToolsView';

const showIf = showIfView('tools');

export const toolsView: View = {
  id: 'tools',
  name: 'Who counts what',
  description: 'What each tool prints, which classes it counts and which it leaves out.',
  query: 'Tools compared, as a table',
  queryTypes: ['tools'],
  isFrame: isToolsFrame,
  hasData: (frames) => frames.some((frame) => isToolsFrame(frame) && frame.length > 0),
  Component: ToolsView,
  unused: ['legend', 'tooltip'],
  addOptions: (builder) =>
    builder
      .addSelect({
        path: 'pinnedTool',
        name: 'Tool on top',
        description: 'For those who have not pinned one themselves: their browser remembers theirs.',
        defaultValue: DEFAULT_OPTIONS.pinnedTool,
        settings: {
          options: [
            { value: '', label: 'None' },
            ...FORMULAS.map(({ id, label, help }) => ({ value: id, label, description: help })),
          ],
        },
        showIf,
      })
      .addBooleanSwitch({
        path: 'showAllTools',
        name: 'All tools',
        description: 'Those of other container runtimes too.',
        defaultValue: DEFAULT_OPTIONS.showAllTools,
        showIf,
      }),
};
