// Takes pictures of the demo while it runs:
//   npm run demo -- --check --workbench --then='node scripts/start.mjs scripts/screenshots.ts'
// They go to test-results/screenshots, which is not committed; with --readme the README's own is taken anew.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';

const OUT = path.join('test-results', 'screenshots');
const README = path.join('src', 'img', 'screenshots');
const SIZE = { width: 1280, height: 900 };

const { MEMLEDGER_WORKBENCH_URL: workbench, GRAFANA_URL: grafana, PLAYWRIGHT_CHROMIUM: chosen } = process.env;

interface Shot {
  name: string;
  url: string;
  /** What has to be there before the picture is of any use. */
  ready: (page: Page) => Promise<unknown>;
  /** Only this part of the page. */
  part?: string;
}

const plot = (page: Page) => page.locator('canvas').first().waitFor();

const shots: Shot[] = [
  ...(workbench
    ? ['api', 'leaky'].flatMap((container) =>
        ['dark', 'light'].map((theme) => ({
          name: `workbench-${container}-${theme}`,
          url: `${workbench}/?container=${container}&theme=${theme}&from=now-5m`,
          ready: plot,
        }))
      )
    : []),
  ...(grafana
    ? ['dark', 'light'].map((theme) => ({
        name: `incident-${theme}`,
        url: `${grafana}/d/memledger-incident?theme=${theme}&from=now-5m&kiosk`,
        ready: plot,
      }))
    : []),
];

async function take(browser: Browser, { name, url, ready, part }: Shot, dir: string) {
  const page = await browser.newPage({ viewport: SIZE, deviceScaleFactor: 2 });
  await page.goto(url);
  await ready(page);
  // Icons and legends come a moment after the plot.
  await page.waitForTimeout(1500);
  const file = path.join(dir, `${name}.png`);
  await (part ? page.locator(part).screenshot({ path: file }) : page.screenshot({ path: file, fullPage: true }));
  console.log(file);
  await page.close();
}

async function main() {
  if (shots.length === 0) {
    throw new Error('neither MEMLEDGER_WORKBENCH_URL nor GRAFANA_URL is set; want to be run by the demo, with --then');
  }
  const executablePath = [chosen ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) =>
    existsSync(file)
  );
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    mkdirSync(OUT, { recursive: true });
    for (const shot of shots) {
      await take(browser, shot, OUT);
    }
    if (process.argv.includes('--readme') && workbench) {
      mkdirSync(README, { recursive: true });
      const url = `${workbench}/?container=api&theme=light&from=now-3m`;
      await take(browser, { name: 'breakdown', url, ready: plot, part: '[aria-label="Breakdown"]' }, README);
    }
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(`screenshots: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
