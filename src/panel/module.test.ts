import { getPanelDataSummary, standardEditorsRegistry, standardFieldConfigEditorRegistry } from '@grafana/data';
import { plugin } from './module';
import { DEFAULT_OPTIONS, migrateOptions } from './options';
import { foreignFrame, ledgerFrame } from './testdata/frames';

beforeAll(() => {
  const editor = () => null;
  const ids = ['boolean', 'multi-select', 'number', 'radio', 'select', 'stats-picker'];
  standardEditorsRegistry.setInit(() => ids.map((id) => ({ id, name: id, editor })));
  standardFieldConfigEditorRegistry.setInit(() => []);
});

test('a new panel has the options that the drawing expects', () => {
  const { version: _version, ...options } = DEFAULT_OPTIONS;
  expect(plugin.defaults).toMatchObject(options);
});

test('is suggested for ledgers only', () => {
  expect(plugin.getSuggestions(getPanelDataSummary([foreignFrame()])) ?? []).toEqual([]);
  expect(plugin.getSuggestions(getPanelDataSummary([foreignFrame(), ledgerFrame()]))).toHaveLength(1);
});

test('saved options survive, missing ones are filled in', () => {
  const migrated = migrateOptions({ options: { drawStyle: 'bars', overlays: [] } });
  expect(migrated).toEqual({ ...DEFAULT_OPTIONS, drawStyle: 'bars', overlays: [] });
  expect(migrateOptions({ options: migrated })).toEqual(migrated);
});
