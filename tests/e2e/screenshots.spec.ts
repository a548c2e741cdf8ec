import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { APP, expect, LOADING, needGrafana, PROMETHEUS_URL, test as base } from './memledger.ts';
import { DASHBOARDS, EDITORS, PAGES, PANELS, saveStage, type Stage } from './places.ts';

// Pictures of all that a person sees, to be looked at: they are not committed, but for those of src/img/screenshots.
//   MEMLEDGER_SCREENSHOTS=<folder> npm run e2e -- screenshots
// With -g one of them: npm run e2e -- screenshots -g 'fleet empty'

const OUT = process.env.MEMLEDGER_SCREENSHOTS;
const WORKBENCH = process.env.MEMLEDGER_WORKBENCH_URL;
const WIDTHS = [1400, 800];
const THEMES = ['dark', 'light'];
const PLACES = [...PAGES, ...PANELS, ...DASHBOARDS, ...EDITORS];

const test = base.extend<{ stage: Stage }>({
  stage: async ({ request, datasource }, use) => {
    const stage = await saveStage(request, datasource);
    await use(stage);
    await request.delete(`/api/dashboards/uid/${stage.dashboard}`);
  },
});

// Where nobody wants pictures that is one skipped test, not one a picture.
const wanted = <T>(things: T[]) => (OUT ? things : []);

test.describe('pictures', () => {
  test.skip(!OUT, 'no folder for pictures: set MEMLEDGER_SCREENSHOTS');

  test('of all that a person sees, each under a name of its own', () => {
    const names = PLACES.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

async function shoot(page: Page, name: string, selector?: string) {
  const folder = path.resolve(String(OUT));
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name.replaceAll(' ', '-')}.png`);
  // Icons, legends and what follows a new size come a moment after the plot.
  await page.waitForTimeout(1000);
  // Grafana's menu, folded away, keeps the focus and a tooltip over the page's title.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.waitForTimeout(300);
  await (selector ? page.locator(selector).screenshot({ path: file }) : page.screenshot({ path: file }));
}

function heightOf(width: number) {
  return width > 1000 ? 1100 : 1400;
}

test.describe('in Grafana', () => {
  needGrafana();
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

  for (const { name, url, root, pretend, ready } of wanted(PLACES)) {
    for (const theme of THEMES) {
      test(`${name}, ${theme}`, async ({ page, stage }) => {
        test.slow();
        await page.setViewportSize({ width: WIDTHS[0], height: heightOf(WIDTHS[0]) });
        await pretend?.(page);
        const address = url(stage);
        await page.goto(`${address}${address.includes('?') ? '&' : '?'}theme=${theme}`);
        await ready?.(page);
        await page.locator(root).first().waitFor({ timeout: 30_000 });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: heightOf(width) });
          await shoot(page, `${name} ${theme} ${width}`);
        }
      });
    }
  }
});

/** The demo's own data source; its name is in the picture. */
const SHOWN = 'datasource=memledger&tool=podman_4_0&from=now-15m&to=now&theme=dark&kiosk';

test.describe('of src/img/screenshots, for README and plugin.json', () => {
  needGrafana();

  for (const kind of wanted(['fleet', 'container'])) {
    test(kind, async ({ page, request }) => {
      const provisioned = await request.get('/api/datasources/uid/memledger');
      test.skip(!provisioned.ok(), 'Grafana has no data source memledger: want the demo');
      test.slow();
      await page.setViewportSize({ width: 1200, height: kind === 'fleet' ? 460 : 900 });
      await page.goto(`/a/${APP}/${kind}?container=api&${SHOWN}`);
      if (kind === 'fleet') {
        await page
          .getByRole('img', { name: /^Reported went from/ })
          .nth(1)
          .waitFor(LOADING);
        await shoot(page, 'fleet');
        return;
      }
      await page.getByRole('region', { name: /^Every class/ }).waitFor(LOADING);
      await shoot(page, 'container');
      await page.setViewportSize({ width: 1200, height: 3200 });
      await page.locator('canvas').first().waitFor(LOADING);
      for (const view of ['gap', 'breakdown', 'tools']) {
        await shoot(page, view, `[data-viz-panel-key="${view}"]`);
      }
    });
  }
});

test.describe('in the workbench', () => {
  test.skip(!WORKBENCH, 'no workbench: set MEMLEDGER_WORKBENCH_URL');

  for (const container of wanted(['api', 'leaky'])) {
    for (const theme of THEMES) {
      test(`${container}, ${theme}`, async ({ page }) => {
        await page.goto(`${WORKBENCH}/?container=${container}&theme=${theme}&from=now-5m`);
        await page.locator('canvas').first().waitFor();
        await shoot(page, `workbench ${container} ${theme}`);
      });
    }
  }
});
