import { expect, type Page, test } from '@playwright/test';

// The workbench on the demo's Prometheus: `npm run demo -- --check --workbench --then='npm run e2e'`.
const URL = process.env.MEMLEDGER_WORKBENCH_URL;

test.skip(!URL, 'no workbench: set MEMLEDGER_WORKBENCH_URL');

test.beforeEach(({ page }) => {
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
  page.on('pageerror', (error) => found.push(error.message));
  Object.assign(page, { found });
});

test.afterEach(({ page }) => {
  expect((page as Page & { found: string[] }).found, 'console errors').toEqual([]);
});

test('shows that what fills api is page cache', async ({ page }) => {
  await page.goto(`${URL}/?container=api`);
  await expect(page.getByText(/^cgroup usage prints .* · Go heap .* · gap .*% page cache, reclaimable/)).toBeVisible();
  const breakdown = page.getByRole('region', { name: 'Breakdown' });
  await expect(breakdown.locator('canvas')).toBeVisible();
  await expect(breakdown.getByText('Page cache, inactive')).toBeVisible();
  expect(await paintedColors(page)).toBeGreaterThan(5);
});

test('shows that what fills leaky is not', async ({ page }) => {
  await page.goto(`${URL}/?container=leaky`);
  await expect(page.getByText(/^cgroup usage prints .* · gap .*: \d+% Go runtime/)).toBeVisible();
});

test('shows who counts what, and why the numbers differ', async ({ page }) => {
  await page.goto(`${URL}/?container=api`);
  const tools = page.getByRole('region', { name: 'What each tool prints' });
  const docker = tools.getByRole('list', { name: /docker stats ≥20\.10.*Leaves out Page cache, inactive/ });
  const usage = tools.getByRole('list', { name: /cgroup usage.*Counts everything/ });
  const counted = (bar: typeof docker, name: RegExp) => bar.getByRole('button', { name });
  await expect(counted(usage, /^Page cache, inactive .*, counted$/)).toBeVisible();
  await expect(counted(docker, /^Page cache, inactive .*, left out$/)).toBeVisible();
  await expect(counted(docker, /^Page cache, inactive .*, counted$/)).toHaveCount(0);
});

test('puts two moments side by side, by keyboard alone', async ({ page }) => {
  await page.goto(`${URL}/?container=api`);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByRole('row', { name: /^Page cache, inactive/ })).toBeVisible();
  const moment = timeline.getByRole('slider', { name: 'Moment A' });
  const before = await moment.getAttribute('aria-valuetext');
  await moment.focus();
  await page.keyboard.press('ArrowRight');
  await expect(moment).not.toHaveAttribute('aria-valuetext', before ?? '');
  await expect(timeline.getByRole('button', { name: 'Copy as text' })).toBeVisible();
  await expect(timeline.getByRole('region', { name: 'Events' })).toBeVisible();
});

test('remembers the tool that a person pins, by keyboard alone', async ({ page }) => {
  await page.goto(`${URL}/?container=api`);
  const tools = page.getByRole('region', { name: 'What each tool prints' });
  const pins = tools.getByRole('button', { name: /^Pin / });
  await tools.getByRole('button', { name: /^docker stats ≥20\.10/ }).focus();
  await page.keyboard.press('Enter');
  await expect(pins.first()).toHaveAccessibleName('Pin docker stats ≥20.10 on top');
  await page.reload();
  await expect(pins.first()).toHaveAccessibleName('Pin docker stats ≥20.10 on top');
  await expect(pins.first()).toHaveAttribute('aria-pressed', 'true');
  await pins.first().press('Space');
  await expect(pins.first()).not.toHaveAccessibleName('Pin docker stats ≥20.10 on top');
});

test('tells what a class is at the arrow keys', async ({ page }) => {
  await page.goto(`${URL}/?container=api`);
  const usage = page.getByRole('list', { name: /cgroup usage.*Counts everything/ });
  await usage.getByRole('button').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('In the container')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('In the container')).toBeHidden();
});

test('shows the gap of another moment, and the classes behind a group', async ({ page }) => {
  const filters = [{ key: 'container', operator: '=', value: 'api' }];
  const query = { refId: 'A', queryType: 'divergence', format: 'table', version: 1, tool: 'podman_4_0', filters };
  await page.goto(`${URL}/?container=api&query=${encodeURIComponent(JSON.stringify(query))}`);
  const gap = page.getByRole('region', { name: 'Gap' });
  await expect(gap.getByText('podman stats 4.0–4.6 prints').first()).toBeVisible();
  await expect(gap.getByRole('row', { name: /^Page cache \+[\d.]+ [MG]B \d+% · reclaimable$/ })).toBeVisible();
  await gap.getByRole('button', { name: 'Page cache', exact: true }).press('Enter');
  await expect(gap.getByRole('row', { name: /^Page cache, inactive \+/ })).toBeVisible();
  await gap.getByRole('slider', { name: 'Moment' }).press('ArrowLeft');
  await expect(gap.getByText(/, pinned$/)).toBeVisible();
  await gap.getByRole('button', { name: 'Unpin' }).click();
  await expect(gap.getByText(/, pinned$/)).toBeHidden();
});

test('keeps container, query and theme in the address', async ({ page }) => {
  await page.goto(`${URL}/`);
  await page.getByRole('combobox', { name: 'Container' }).click();
  await page.getByRole('option', { name: /leaky/ }).click();
  await expect(page).toHaveURL(/container=leaky/);
  await page.getByRole('combobox', { name: 'Show' }).click();
  await page.getByRole('option', { name: /^Signal/ }).click();
  await expect(page).toHaveURL(/signal/);
  await page.getByRole('button', { name: 'Light theme' }).click();
  await expect(page).toHaveURL(/theme=light/);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Show' })).toHaveValue('Signal');
  await expect(page.getByRole('combobox', { name: 'Container' })).toHaveValue(/leaky/);
});

test('shows what the data source says of a wrong query', async ({ page }) => {
  const query = { refId: 'A', queryType: 'ledger', version: 1, tool: 'no_such_tool' };
  await page.goto(`${URL}/?container=api&query=${encodeURIComponent(JSON.stringify(query))}`);
  await expect(page.getByRole('alert')).toContainText('no_such_tool');
});

/** How many colours the plot has: an empty one has few. */
async function paintedColors(page: Page): Promise<number> {
  return page
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      const colors = new Set<number>();
      for (let i = 0; i < pixels.length; i += 4) {
        colors.add(((pixels[i] ?? 0) << 16) | ((pixels[i + 1] ?? 0) << 8) | (pixels[i + 2] ?? 0));
      }
      return colors.size;
    });
}
