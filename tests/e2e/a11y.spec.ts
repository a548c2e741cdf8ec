import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { APP, expect, exploreUrl, LOADING, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';
import { EDITORS, PAGES, PANELS, saveStage } from './places.ts';

// axe on all that is ours, and the way to the main things by keyboard alone.

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

test('from the fleet to a container, and back, by keyboard', async ({ page, datasource }) => {
  await page.goto(`/a/${APP}/fleet?datasource=${datasource.uid}`);
  const link = page.getByRole('table').getByRole('link').first();
  await link.waitFor(LOADING);
  await page.getByRole('textbox', { name: 'Search containers' }).focus();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(link).toBeFocused({ timeout: 50 });
  }).toPass(LOADING);
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(new RegExp(`/a/${APP}/fleet`));
});

test('a query is written by keyboard alone', async ({ page, datasource }) => {
  await page.goto(exploreUrl(datasource, { queryType: 'ledger', filters: [] }));
  const show = page.getByRole('combobox', { name: 'Show' });
  await show.waitFor(LOADING);
  await show.focus();
  await page.keyboard.type('Signal');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Measure' })).toBeVisible();
  await page.getByRole('button', { name: 'Add filter' }).press('Enter');
  await expect(page.getByRole('combobox', { name: 'Key of filter 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove filter 1' }).press('Enter');
  await expect(page.getByRole('combobox', { name: 'Key of filter 1' })).toHaveCount(0);
});
