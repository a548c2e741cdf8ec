import { launchBrowser, signIn } from './browser.ts';
import type { Bound } from './fleetBounds.ts';
import { gzippedKB } from './panel.ts';

const PAGE = '/a/memledger-gomemory-app/fleet';
/** In kB of 1000 bytes, gzipped. */
const MOST = 250;

/** All code of the plugin that a Grafana sends for the page that the app opens with. */
export async function firstPageBound(url: string): Promise<Bound> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await signIn(page, url);
    const sizes = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (/\/public\/plugins\/memledger-[^/]+\/.*\.js$/.test(pathname)) {
        sizes.set(pathname, response.body().then(gzippedKB));
      }
    });
    await page.goto(`${url}${PAGE}`);
    await page.getByRole('textbox', { name: 'Search containers' }).waitFor({ timeout: 120_000 });
    await page.waitForLoadState('networkidle');
    if (sizes.size === 0) {
      throw new Error(`Grafana at ${url} sent no code of the plugin for ${PAGE}: install it there`);
    }
    const measured = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
    return {
      what: `the first page, ${sizes.size} files: kB, gzipped`,
      measured,
      most: MOST,
      met: measured <= MOST,
    };
  } finally {
    await browser.close();
  }
}
