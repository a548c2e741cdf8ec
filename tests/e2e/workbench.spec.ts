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

test('lists what each tool prints', async ({ page }) => {
  await page.goto(`${URL}/?container=api`);
  const tools = page.getByRole('region', { name: 'What each tool prints' });
  await expect(tools.getByRole('row', { name: /^cgroup usage [\d.]+ [MG]iB everything$/ })).toBeVisible();
  await expect(tools.getByRole('row', { name: /^docker stats ≥20\.10 [\d.]+ MiB Go heap/ })).not.toContainText(
    'inactive'
  );
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
