import {
  getPanelDataSummary,
  PanelOptionsEditorBuilder,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
} from '@grafana/data';
import { plugin } from './module';
import { addOptions, DEFAULT_OPTIONS, type LedgerPanelOptions, migrateOptions, type ViewId } from './options';
import { foreignFrame, ledgerFrame } from './testdata/frames';
import { golden } from './testdata/golden';
import { VIEWS } from './views';

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

test('is suggested for answers of ours only', () => {
  expect(plugin.getSuggestions(getPanelDataSummary([foreignFrame()])) ?? []).toEqual([]);
  expect(plugin.getSuggestions(getPanelDataSummary([foreignFrame(), ledgerFrame()]))).toHaveLength(2);
});

test('is suggested with the view that draws the answer', () => {
  const suggested = (name: string) =>
    plugin.getSuggestions(getPanelDataSummary([golden(name)]))?.map(({ options }) => options?.view);
  expect(suggested('divergence-table.json')).toEqual(['gap']);
  expect(suggested('verdict.json')).toEqual(['verdict']);
  expect(suggested('divergence.json') ?? []).toEqual([]);
});

test('a view without legend does not offer its options', () => {
  const builder = new PanelOptionsEditorBuilder<LedgerPanelOptions>();
  addOptions(VIEWS, builder);
  const offered = (view: ViewId) =>
    builder
      .getItems()
      .filter(({ showIf }) => showIf?.({ ...DEFAULT_OPTIONS, view }, undefined) ?? true)
      .map(({ path }) => path);
  expect(offered('breakdown')).toContain('legend.showLegend');
  expect(offered('verdict')).toEqual(['view', 'verdict.showEvidence']);
  expect(offered('gap')).toEqual(['view', 'gap.showClasses', 'gap.followCrosshair']);
});

test('saved options survive, missing ones are filled in', () => {
  const migrated = migrateOptions({ options: { drawStyle: 'bars', overlays: [] } });
  expect(migrated).toEqual({ ...DEFAULT_OPTIONS, drawStyle: 'bars', overlays: [] });
  expect(migrateOptions({ options: migrated })).toEqual(migrated);
});

test('asks Grafana for annotations: events come as such', () => {
  expect(plugin.dataSupport?.annotations).toBe(true);
});
