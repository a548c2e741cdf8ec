import '../nestedPublicPath';

import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { type HideableFieldConfig } from '@grafana/schema';
import { commonOptionsBuilder } from '@grafana/ui';
import { LedgerPanel } from './LedgerPanel';
import { addOptions, type LedgerPanelOptions, migrateOptions } from './options';
import { suggest } from './suggestions';
import { VIEWS } from './views';

export const plugin = new PanelPlugin<LedgerPanelOptions, HideableFieldConfig>(LedgerPanel)
  .useFieldConfig({
    // The data source colours each class; thresholds and mappings have no place in a stack.
    disableStandardOptions: [FieldConfigProperty.Thresholds, FieldConfigProperty.Mappings],
    standardOptions: {
      [FieldConfigProperty.Color]: {
        defaultValue: { mode: 'palette-classic' },
        settings: { byValueSupport: false, bySeriesSupport: true },
      },
    },
    useCustomConfig: (builder) => commonOptionsBuilder.addHideFrom(builder),
  })
  .setPanelOptions((builder) => addOptions(VIEWS, builder))
  .setMigrationHandler(migrateOptions)
  // Without it Grafana keeps the events, which come as annotations, to itself.
  .setDataSupport({ annotations: true, alertStates: false })
  .setSuggestionsSupplier(suggest);
