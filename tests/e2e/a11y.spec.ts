import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, LOADING, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';
import { EDITORS, PAGES, PANELS, saveStage } from './places.ts';

// axe on all that is ours.

needGrafana();
test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

const looked = new Set([
  ...['fleet', 'fleet refused', 'container', 'learn', 'setup not joined', 'explain'],
  ...['views', 'query PromQL', 'config'],
]);

/** Of one root, in words that tell where to look. */
async function seriousViolations(page: Page, root: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(root).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

for (const { name, url, root, pretend, ready } of [...PAGES, ...PANELS, ...EDITORS].filter((place) =>
  looked.has(place.name)
)) {
  test(`no serious violation: ${name}`, async ({ page, request, datasource }) => {
    test.slow();
    const stage = await saveStage(request, datasource);
    await pretend?.(page);
    await page.goto(url(stage));
    await ready?.(page);
    await page.locator(root).first().waitFor(LOADING);
    expect(await seriousViolations(page, root)).toEqual([]);
    await request.delete(`/api/dashboards/uid/${stage.dashboard}`);
  });
}
