import type { Locator, Page } from '@playwright/test';
import { fleetResponse, fourRows } from '../../src/testing/fleet.ts';
import { emptySetup, setupAnswer } from '../../src/testing/setup.ts';
import { focusable, mouseOnly, walk } from './keyboard.ts';
import { APP, expect, exploreUrl, LOADING, needGrafana, PROMETHEUS_URL, type Stored, test } from './memledger.ts';

// Every page, used without a mouse: all is reached, in the order it is read in, one sees where one is, and what was
// opened closes again with the focus where it was.

needGrafana();

const urlOf = (path: string, { uid }: Stored, parameters: Record<string, string> = {}) =>
  `/a/${APP}/${path}?${new URLSearchParams({ datasource: uid, ...parameters })}`;

async function expectKeyboard(page: Page, region: Locator) {
  expect(await mouseOnly(region), 'takes a click and no key').toEqual([]);
  const expected = await focusable(region);
  const upwards = expected.filter(({ bottom }, index) => bottom < (expected[index - 1]?.top ?? -Infinity));
  expect(upwards, 'focus that goes back up').toEqual([]);
  const stops = await walk(page, region);
  const names = stops.map(({ name }) => name);
  expect(names, 'what Tab stops at').toHaveLength(expected.length);
  const unseen = stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name);
  expect(unseen, 'focus that nobody sees').toEqual([]);
}

/** A term that opens the drawer: focus goes in, stays in, and comes back. */
async function expectDrawer(page: Page, term: Locator) {
  await term.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('heading').first()).toBeVisible(LOADING);
  for (let count = 0; count < 6; count++) {
    await page.keyboard.press('Tab');
    expect(await page.locator('main').evaluate((behind) => behind.contains(document.activeElement))).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(term).toBeFocused();
}

/** A menu: opened by a key, walked by the arrows, closed by Escape. */
async function expectMenu(page: Page, button: Locator) {
  for (const key of ['Enter', 'Space']) {
    await button.press(key);
    const items = page.getByRole('menu').getByRole('link');
    await expect(items.first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(items.nth(1)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(button).toBeFocused();
  }
}

test.describe('with answers of ours', () => {
  test('Fleet', async ({ page, datasource }) => {
    await page.route('**/api/ds/query**', (route) => {
      const { refId } = route.request().postDataJSON().queries[0];
      const answer = refId === 'fleet' ? fleetResponse('fleet', fourRows()) : { results: {} };
      return route.fulfill({ json: answer });
    });
    await page.goto(urlOf('fleet', datasource));
    const cause = page.getByRole('button', { name: 'Page cache', exact: true });
    await cause.waitFor(LOADING);
    await expectKeyboard(page, page.getByRole('region', { name: 'Fleet', exact: true }));
    await expectDrawer(page, cause);

    const tool = page.getByRole('combobox', { name: 'Reported by' });
    await tool.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('listbox')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expect(tool).toHaveValue('cgroup usage');
    // Grafana's combobox lets go of the focus with Escape.
    await tool.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('listbox')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/[?&]tool=(?!usage)/);

    await page.getByRole('textbox', { name: 'Search containers' }).fill('nobody');
    await page.getByRole('button', { name: 'Clear search', exact: true }).press('Enter');
    await expect(page.getByRole('textbox', { name: 'Search containers' })).toBeFocused();
    await page.getByRole('button', { name: 'Gap', exact: true }).press('Space');
    await expect(page).toHaveURL(/order=asc/);
    await page.getByRole('link', { name: 'leaky', exact: true }).press('Enter');
    await expect(page).toHaveURL(/\/container\?.*container=leaky/);
  });

  test('Setup, with joins', async ({ page, datasource }) => {
    await page.route(/\/resources\/setup(\?|$)/, (route) => route.fulfill({ json: setupAnswer() }));
    await page.goto(urlOf('setup', datasource));
    await page.getByText('What was found').waitFor(LOADING);
    await expectKeyboard(page, page.getByRole('region', { name: 'Setup', exact: true }));
    const more = page.getByText('1 more, not found');
    await more.press('Enter');
    await expect(page.getByText('memledger exporter', { exact: true })).toBeVisible();
    const search = page.getByRole('textbox', { name: 'Search joins' });
    await search.focus();
    await page.keyboard.type('nobody');
    const clear = page.getByRole('button', { name: 'Clear the search' });
    await clear.press('Space');
    await expect(search).toHaveValue('');
    await expect(search).toBeFocused();
  });

  test('Setup, from nothing', async ({ page, datasource, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.route(/\/resources\/setup(\?|$)/, (route) => route.fulfill({ json: emptySetup() }));
    await page.goto(urlOf('setup', datasource));
    const chosen = page.getByRole('radio', { name: 'Memledger exporter' });
    await chosen.waitFor(LOADING);
    await expectKeyboard(page, page.getByRole('region', { name: 'Setup', exact: true }));
    await chosen.focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'cAdvisor' })).toBeChecked();
    await page.getByRole('button', { name: 'Copy the scrape config', exact: true }).press('Enter');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('job_name: cadvisor');
  });
});

test.describe('with a Prometheus', () => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

  test('Container', async ({ page, datasource }) => {
    test.slow();
    await page.goto(urlOf('container', datasource, { container: 'api', from: 'now-5m', to: 'now' }));
    const region = page.getByRole('region', { name: 'Container', exact: true });
    await page.getByRole('region', { name: /^Every class/ }).waitFor(LOADING);
    await page.locator('canvas').first().waitFor(LOADING);
    await expectKeyboard(page, region);
    await expectDrawer(page, region.getByRole('button', { name: 'Go heap', exact: true }).first());
    await expectMenu(page, page.getByRole('button', { name: 'Open in' }));
    await expectMenu(page, page.getByRole('button', { name: 'Create alert rule' }));
    const compare = page.getByRole('button', { name: 'Compare', exact: true });
    await compare.press('Space');
    await expect(compare).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Stop comparing' }).press('Enter');
    await expect(compare).toHaveAttribute('aria-pressed', 'false');
    await expect(compare).toBeFocused();
  });

  test('Explain', async ({ page, datasource }) => {
    await page.goto(urlOf('explain', datasource, { expr: 'container_memory_rss{container=~"api|leaky"}' }));
    const link = page.getByRole('link', { name: /leaky/ });
    await link.waitFor(LOADING);
    await expectKeyboard(page, page.locator('main'));
    await link.press('Enter');
    await expect(page).toHaveURL(/\/container\?.*container=leaky/);
  });

  test('Learn leads on, and back to where it was opened', async ({ page, datasource }) => {
    await page.goto(urlOf('container', datasource, { container: 'api', from: 'now-5m', to: 'now' }));
    const term = page
      .getByRole('region', { name: /^Every class/ })
      .getByRole('button', { name: 'Page cache, inactive' });
    await term.waitFor(LOADING);
    await term.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('listitem').getByRole('button').first().press('Enter');
    await expect(page).not.toHaveURL(/learn=class\.file_inactive/);
    await expect(page).toHaveURL(/learn=/);
    await page.keyboard.press('Escape');
    await expect(term).toBeFocused();
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
});
