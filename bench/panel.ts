import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { launchBrowser, signIn } from './browser.ts';
import type { Bound } from './fleetBounds.ts';
import { median } from './median.ts';
import { ledgerAnswer } from './panelFrames.ts';
import { lastDrawAfter, watchCanvas } from './panelProbe.ts';

/** What a new answer costs the panel, beside Grafana's own time series panel on the same frames. Times are in ms. */
export interface PanelRow {
  containers: number;
  /** Of them, those that our panel draws: the ones in view. */
  drawn: number;
  series: number;
  points: number;
  ours: number;
  grafana: number;
  /** Median of the ratios of the pairs. */
  ratio: number;
}

const CONTAINERS = 50;
/** Of the panel, in rows of Grafana's grid of 38 px, and of the page: as a dashboard has it, and with all containers in view. */
const SIZES_OF_PANEL = [
  { rows: 22, page: 900 },
  { rows: 180, page: 7200 },
];
const GROUPS = 8;
const POINTS = 1000;
const ROUNDS = 7;
const MOST_TIME = 2;
const PANELS = { ours: 'memledger-gomemory-panel', grafana: 'timeseries' };
type Side = keyof typeof PANELS;

/** In kB of 1000 bytes, as they go over the wire. */
const SIZES = [
  { file: 'dist/panel/module.js', most: 80 },
  { file: 'dist/module.js', most: 15 },
];

/** What goes over the wire of a file, in kB of 1000 bytes. */
export const gzippedKB = (file: Buffer) => gzipSync(file, { level: 9 }).length / 1000;

/** Of the built plugin; throws where it is not built. */
export function sizeBounds(): Bound[] {
  return SIZES.map(({ file, most }) => {
    const measured = gzippedKB(readFileSync(file));
    return { what: `${file}: kB, gzipped`, measured, most, met: measured <= most };
  });
}

export const timeBound = ({ ratio, containers, drawn, series, points }: PanelRow): Bound => ({
  what: `panel of ${containers} containers, ${drawn} of them in view, ${series} series × ${points} points: time to the last draw, of Grafana's time series panel`,
  measured: ratio,
  most: MOST_TIME,
  met: ratio <= MOST_TIME,
});

/** In a Grafana that runs, with the plugin and a data source of it; pairs in turns, so that both have the same machine. */
export async function measurePanel(url: string): Promise<PanelRow[]> {
  const rows: PanelRow[] = [];
  for (const size of SIZES_OF_PANEL) {
    rows.push(await measureSize(url, size));
  }
  return rows;
}

type Size = (typeof SIZES_OF_PANEL)[number];

async function measureSize(url: string, size: Size): Promise<PanelRow> {
  const browser = await launchBrowser();
  const dashboards: string[] = [];
  try {
    const pages = {} as Record<Side, Page>;
    for (const side of Object.keys(PANELS) as Side[]) {
      const { page, uid } = await openPanel(browser, url, PANELS[side], size);
      pages[side] = page;
      dashboards.push(uid);
    }
    return await measurePairs(pages);
  } finally {
    const page = browser.contexts()[0]?.pages()[0];
    for (const uid of dashboards) {
      await page?.request.delete(`${url}/api/dashboards/uid/${uid}`);
    }
    await browser.close();
  }
}

async function openPanel(
  browser: Browser,
  url: string,
  type: string,
  size: Size
): Promise<{ page: Page; uid: string }> {
  const page = await browser.newPage({ viewport: { width: 1400, height: size.page } });
  await signIn(page, url);
  const sources: Array<{ uid: string; type: string }> = await (await page.request.get(`${url}/api/datasources`)).json();
  const source = sources.find((s) => s.type === 'memledger-gomemory-datasource');
  if (!source) {
    throw new Error(`Grafana at ${url} has no data source of the type memledger-gomemory-datasource: add one`);
  }
  const dashboard = {
    uid: `memledger-bench-${type}`.slice(0, 40),
    title: `memledger bench ${type}`,
    schemaVersion: 39,
    time: { from: '2026-01-31T00:00:00Z', to: '2026-01-31T04:10:00Z' },
    panels: [panelOf(type, source.uid, size)],
  };
  const saved = await page.request.post(`${url}/api/dashboards/db`, { data: { dashboard, overwrite: true } });
  if (!saved.ok()) {
    throw new Error(`Grafana at ${url} does not take the dashboard: ${await saved.text()}`);
  }
  // What runs TypeScript here names functions by a helper, which the page has not.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(watchCanvas);
  let answers = 0;
  await page.route('**/api/ds/query**', (route) =>
    route.fulfill({ json: ledgerAnswer(CONTAINERS, GROUPS, POINTS, answers++) })
  );
  await page.goto(`${url}/d/${dashboard.uid}?kiosk`);
  await page.locator('canvas').first().waitFor({ timeout: 120_000 });
  return { page, uid: dashboard.uid };
}

function panelOf(type: string, uid: string, { rows }: Size) {
  const datasource = { uid, type: 'memledger-gomemory-datasource' };
  const custom = { stacking: { mode: 'normal', group: 'A' }, fillOpacity: 75, lineWidth: 1, showPoints: 'never' };
  return {
    id: 1,
    type,
    title: 'bench',
    datasource,
    gridPos: { x: 0, y: 0, w: 24, h: rows },
    targets: [{ refId: 'A', datasource, version: 1, queryType: 'ledger', by: ['group'], filters: [] }],
    fieldConfig: { defaults: type === PANELS.grafana ? { custom } : {}, overrides: [] },
    options:
      type === PANELS.grafana
        ? { legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] } }
        : { version: 1 },
  };
}

async function measurePairs(pages: Record<Side, Page>): Promise<PanelRow> {
  const times: Record<Side, number[]> = { ours: [], grafana: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const order: Side[] = round % 2 ? ['ours', 'grafana'] : ['grafana', 'ours'];
    for (const side of order) {
      await pages[side].bringToFront();
      const took = await pages[side].evaluate(lastDrawAfter);
      // The first of each warms up.
      if (round > 0) {
        times[side].push(took);
      }
    }
  }
  return {
    containers: CONTAINERS,
    drawn: await pages.ours.locator('canvas').count(),
    series: CONTAINERS * GROUPS,
    points: POINTS,
    ours: median(times.ours),
    grafana: median(times.grafana),
    ratio: median(times.ours.map((took, i) => took / times.grafana[i])),
  };
}
