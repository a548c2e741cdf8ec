import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page, Route } from '@playwright/test';
import { fleetResponse, manyRows, type TestColumn } from '../src/testing/fleet.ts';
import { launchBrowser } from './browser.ts';
import type { Bound } from './fleetBounds.ts';
import { filterTime, scroll } from './fleetPageProbe.ts';
import { median } from './median.ts';

/** What a search and scrolling cost on the page Fleet, in the workbench. Times are medians, in ms. */
export interface FleetPageRow {
  rows: number;
  /** How many times a search was changed. */
  searches: number;
  dom: number;
  paint: number;
  slowestPaint: number;
  frames: number;
  frame: number;
  blankRows: number;
  neverDrawn: number;
  /** One minute's, when it ended. */
  load: number;
}

const ROWS = 5000;
/** One after the other: to one row, to a fifth, to a tenth, and back to all. */
const SEARCHES = ['c-2500', 'c-1', 'team-3', ''];
const ROUNDS = 6;
/** About seven rows a frame, far over what a person can read. */
const SCROLL = { step: 600, frames: 300 };
const MOST_MS = 100;

const SITE = path.join('bin', 'workbench');
/** Nothing listens there: each request is answered from the folder of the built page. */
const ORIGIN = 'http://127.0.0.1:9';

export const fleetPageBounds = ({ rows, paint, dom, blankRows, neverDrawn }: FleetPageRow): Bound[] =>
  [
    {
      what: `page of ${rows} rows: ms from a letter of the search to the rows in the document`,
      of: dom,
      most: MOST_MS,
    },
    {
      what: `page of ${rows} rows: ms from a letter of the search to the frame that shows them`,
      of: paint,
      most: MOST_MS,
    },
    { what: `page of ${rows} rows: rows that a frame lacked while scrolling`, of: blankRows, most: 0 },
    { what: `page of ${rows} rows: rows that no frame had`, of: neverDrawn, most: 0 },
  ].map(({ what, of, most }) => ({ what, measured: of, most, met: of <= most }));

/** In the workbench's page as it was built, with an answer of ours. */
export async function measureFleetPage(load: () => number): Promise<FleetPageRow> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const columns = manyRows(ROWS);
    // What runs TypeScript here names functions by a helper, which the page has not.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.route(`${ORIGIN}/**`, (route) => answer(route, columns));
    await page.goto(`${ORIGIN}/?page=fleet`);
    await page.getByRole('table', { name: 'Containers' }).waitFor({ timeout: 120_000 });
    const times = await measureSearches(page, columns);
    const paints = times.map(({ paint }) => paint);
    const rowHeight = await page
      .locator('[role="row"][aria-rowindex="2"]')
      .evaluate((row) => row.getBoundingClientRect().height);
    const scrolled = await page.evaluate(scroll, { ...SCROLL, rowHeight });
    return {
      rows: ROWS,
      searches: times.length,
      dom: median(times.map(({ dom }) => dom)),
      paint: median(paints),
      slowestPaint: Math.max(...paints),
      frames: scrolled.frames,
      frame: median(scrolled.times),
      blankRows: scrolled.blank,
      neverDrawn: scrolled.never,
      load: load(),
    };
  } finally {
    await browser.close();
  }
}

async function measureSearches(page: Page, columns: TestColumn[]) {
  const times = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const search of SEARCHES) {
      const took = await page.evaluate(filterTime, { search, ...leftBy(search, columns) });
      // The first round warms up.
      if (round > 0) {
        times.push(took);
      }
      // Sparklines are asked for once the view rests; a person rests too.
      await page.waitForTimeout(300);
    }
  }
  return times;
}

/** What the search should leave, worked out without the page. */
function leftBy(search: string, columns: TestColumn[]): { rows: number; first: string } {
  const places = columns.filter(({ name }) => ['namespace', 'pod', 'container'].includes(name));
  const names = columns.find(({ name }) => name === 'container')?.values ?? [];
  const left = names.filter((_, i) => places.some(({ values }) => String(values[i]).includes(search)));
  return { rows: left.length, first: String(left[0]) };
}

function answer(route: Route, columns: TestColumn[]): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/api/ds/query') {
    const { refId } = route.request().postDataJSON().queries[0];
    const json = refId === 'fleet' ? fleetResponse(refId, columns) : { results: {} };
    return route.fulfill({ json });
  }
  const file = path.join(SITE, pathname === '/' ? 'index.html' : pathname);
  return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404, body: '' });
}
