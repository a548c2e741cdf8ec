import { readFileSync } from 'fs';
import { join } from 'path';

import { FILES } from './files';
import { CLASSES, CONTEXT, FORMULAS, HEAPS, MEASURES, OVERLAYS } from '../generated/memory';

const root = join(__dirname, '..', '..');
const ids = (rows: ReadonlyArray<{ id: string }>) => new Set(rows.map((row) => row.id));

describe.each(FILES)('$path', ({ path, text }) => {
  const written = readFileSync(join(root, path), 'utf8');
  const queries: any[] = JSON.parse(written).panels.flatMap((panel: any) => panel.targets ?? []);

  it('is what `npm run dashboards` writes', () => {
    expect(written).toBe(text());
  });

  it('names only ids that the domain has', () => {
    const shown = new Set([...ids(CLASSES), ...ids(OVERLAYS), ...ids(CONTEXT), 'reported']);
    const measures = new Set([...ids(MEASURES), 'reported', 'heap', 'divergence', 'ratio']);
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) {
      expect(query.tool === '$tool' || ids(FORMULAS).has(query.tool)).toBe(true);
      expect(ids(HEAPS)).toContain(query.heap);
      expect([...(query.classes ?? [])].filter((id) => !shown.has(id))).toEqual([]);
      expect([...(query.measures ?? [])].filter((id) => !measures.has(id))).toEqual([]);
    }
  });
});
