import { type VisualizationSuggestionsSupplier, VisualizationSuggestionScore } from '@grafana/data';
import { isLedgerFrame } from './breakdown/ledger';
import { DEFAULT_OPTIONS, type LedgerPanelOptions } from './options';

export const suggest: VisualizationSuggestionsSupplier<LedgerPanelOptions> = ({ rawFrames }) => {
  if (!rawFrames?.some(isLedgerFrame)) {
    return;
  }
  return [
    {
      name: 'Memory breakdown',
      score: VisualizationSuggestionScore.Best,
      options: { view: 'breakdown' },
      cardOptions: {
        previewModifier: (suggestion) => {
          suggestion.options = {
            ...suggestion.options,
            legend: { ...DEFAULT_OPTIONS.legend, showLegend: false },
          };
        },
      },
    },
  ];
};
