import { readFileSync } from 'fs';
import { join } from 'path';

import { FILES } from './files';
import { PANEL_TYPE } from './panels';
import { QUERY_TYPES } from '../datasource/types';
import { CLASSES, CONTEXT, FORMULAS, HEAPS, IDENTITY_KEYS, MEASURES, OVERLAYS } from '../generated/memory';
import { VIEWS } from '../panel/views';

const root = join(__dirname, '..', '..');
const ids = (rows: ReadonlyArray<{ id: string }>) => new Set(rows.map((row) => row.id));

describe.each(FILES)('$path', ({ path, text }) => {
  const written = readFileSync(join(root, path), 'utf8');
  const panels: any[] = JSON.parse(written).panels;
  const queries = panels.flatMap((panel) => panel.targets ?? []);

  it('is what `npm run dashboards` writes', () => {
    expect(written).toBe(text());
  });

  it('names only ids that the domain has', () => {
    const shown = new Set([...ids(CLASSES), ...ids(OVERLAYS), ...ids(CONTEXT), 'reported']);
    const measures = new Set([...ids(MEASURES), 'reported', 'heap', 'divergence', 'ratio']);
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) {
      expect(QUERY_TYPES).toContain(query.queryType);
      expect(query.tool === '$tool' || ids(FORMULAS).has(query.tool)).toBe(true);
      expect(ids(HEAPS)).toContain(query.heap);
      expect([...(query.classes ?? [])].filter((id) => !shown.has(id))).toEqual([]);
      expect([...(query.measures ?? [])].filter((id) => !measures.has(id))).toEqual([]);
    }
  });

  it('shows only views that the panel has', () => {
    const views = panels.filter(({ type }) => type === PANEL_TYPE).map(({ options }) => options.view);
    expect(views.filter((view) => !VIEWS.some(({ id }) => id === view))).toEqual([]);
  });

  it('shows only columns that the contract names', () => {
    const tables = panels.filter(({ type, transformations }) => type === 'table' && transformations);
    for (const { targets, transformations } of tables) {
      const known = [...IDENTITY_KEYS, ...columnsOf(targets[0].queryType)];
      const shown = Object.keys(transformations[0].options.indexByName);
      expect(shown.filter((column) => !known.includes(column))).toEqual([]);
    }
  });
});

/** The columns of a table as docs/contract.md lists them. */
function columnsOf(queryType: string): string[] {
  const contract = readFileSync(join(root, 'docs', 'contract.md'), 'utf8');
  const line = contract.split('\n').find((text) => text.startsWith(`| \`${queryType}\` | \`table\` |`)) ?? '';
  return [...line.matchAll(/`(\w+)`/g)].map(([, name]) => name);
}
