import { type VisualizationSuggestionsSupplier, VisualizationSuggestionScore } from '@grafana/data';
import { DEFAULT_OPTIONS, type LedgerPanelOptions } from './options';
import { VIEWS } from './views';

export const suggest: VisualizationSuggestionsSupplier<LedgerPanelOptions> = ({ rawFrames }) => {
  const views = VIEWS.filter(({ isFrame }) => rawFrames?.some(isFrame));
  return views.map(({ id, name }) => ({
    name: `Memory: ${name}`,
    score: VisualizationSuggestionScore.Best,
    options: { view: id },
    cardOptions: {
      previewModifier: (suggestion) => {
        suggestion.options = {
          ...suggestion.options,
          legend: { ...DEFAULT_OPTIONS.legend, showLegend: false },
        };
      },
    },
  }));
};
