import { DEFAULT_OPTIONS } from '../options';
import { showIfView, type View } from '../view';
import { isVerdictFrame } from './containerVerdicts';
import { VerdictView } from './VerdictView';

const showIf = showIfView('verdict');

export const verdictView: View = {
  id: 'verdict',
  name: 'Verdict',
  description: 'What makes the memory large, what grows, what to do and what not.',
  query: 'Verdict',
  queryTypes: ['verdict'],
  isFrame: isVerdictFrame,
  hasData: (frames) => frames.some((frame) => isVerdictFrame(frame) && frame.length > 0),
  Component: VerdictView,
  unused: ['legend', 'tooltip'],
  addOptions: (builder) =>
    builder.addBooleanSwitch({
      path: 'verdict.showEvidence',
      name: 'Show evidence',
      description: 'The numbers behind it, what is ruled out and what is missing are open at first.',
      defaultValue: DEFAULT_OPTIONS.verdict.showEvidence,
      showIf,
    }),
};
