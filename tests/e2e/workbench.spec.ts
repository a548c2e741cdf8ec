import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';

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
  await expect(
    page.getByText(/^cgroup usage prints .* · Go heap .* · gap .*% of it is page cache, reclaimable/)
  ).toBeVisible();
  const breakdown = page.getByRole('region', { name: 'Breakdown' });
  await expect(breakdown.locator('canvas')).toBeVisible();
  await expect(breakdown.getByText('Page cache, inactive')).toBeVisible();
  expect(await paintedColors(page)).toBeGreaterThan(5);
});

// It stays at its ceiling once it is there, and what little gap is left is then a bit of everything: that the heap is
// what is printed holds at any time of the demo.
test('shows that what fills leaky is not', async ({ page }) => {
  await page.goto(`${URL}/?container=leaky`);
  const sentence = page.getByText(/^cgroup usage prints [\d.]+ MiB · Go heap [\d.]+ MiB · gap /);
  await expect(sentence).toBeVisible();
  const [printed, heap] = [...(await sentence.innerText()).matchAll(/([\d.]+) MiB/g)].map(([, number]) =>
    Number(number)
  );
  expect(heap / printed).toBeGreaterThan(0.8);
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

test('draws the verdict on a container, with what not to do', async ({ page }) => {
  const filters = [{ key: 'container', operator: '=', value: 'api' }];
  const query = { refId: 'A', queryType: 'verdict', version: 1, filters };
  await page.goto(`${URL}/?container=api&query=${encodeURIComponent(JSON.stringify(query))}`);
  const verdict = page.getByRole('region', { name: 'Verdict on api' });
  await expect(verdict.getByText(/^Page cache .* of .* usage/)).toBeVisible();
  await expect(verdict.getByText('Do not profile the program: it is cache.')).toBeVisible();
  await expect(verdict.getByText(/^unreclaimable .* of the limit/)).toBeHidden();
  await verdict.getByText('Evidence').press('Enter');
  await expect(verdict.getByText(/^unreclaimable .* of the limit/)).toBeVisible();
  await expect(verdict.getByRole('button', { name: 'Copy as text' })).toBeVisible();
  const scan = await new AxeBuilder({ page }).include('[aria-label="Verdict on api"]').analyze();
  expect(scan.violations).toEqual([]);
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

test.describe('the page Fleet', () => {
  const table = (page: Page) => page.getByRole('table', { name: 'Containers' });
  const nameOfFirst = (page: Page) => table(page).getByRole('rowheader').first();

  test('lists the containers, and finds one', async ({ page }) => {
    await page.goto(`${URL}/?page=fleet`);
    await expect(table(page).getByRole('link', { name: 'api', exact: true })).toBeVisible();
    await expect(table(page).getByRole('link', { name: 'leaky', exact: true })).toBeVisible();
    await expect(page.getByText(/gap .*: \d+% of it is page cache, reclaimable/)).toBeVisible();
    // The row's sparkline has come once it can be read out.
    await expect(table(page).getByRole('img', { name: /^Reported went from/ })).toHaveCount(2);
    await page.getByRole('textbox', { name: 'Search containers' }).fill('leak');
    await expect(table(page).getByRole('rowheader')).toHaveText([/^leaky/]);
    await expect(page).toHaveURL(/search=leak/);
  });

  test('ranks as the address says', async ({ page }) => {
    await page.goto(`${URL}/?page=fleet`);
    await expect(nameOfFirst(page)).toHaveText(/^api/);
    await page.goto(`${URL}/?page=fleet&rank=unreclaimable_ratio`);
    await expect(page.getByRole('combobox', { name: 'Rank by' })).toHaveValue('Unreclaimable / limit');
    await expect(nameOfFirst(page)).toHaveText(/^leaky/);
    await page.goto(`${URL}/?page=fleet&rank=container&order=desc`);
    await expect(nameOfFirst(page)).toHaveText(/^leaky/);
  });

  test('leads from the search to a container by keyboard alone', async ({ page }) => {
    await page.goto(`${URL}/?page=fleet&tool=podman_4_0&rank=container&theme=light`);
    const link = table(page).getByRole('link', { name: 'api', exact: true });
    await expect(link).toBeVisible();
    await tabTo(page, page.getByRole('textbox', { name: 'Search containers' }));
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/page=container&.*container=api.*tool=podman_4_0.*theme=light/);
    await expect(page.getByRole('region', { name: 'The gap' })).toBeVisible();
    await page.goBack();
    await expect(link).toBeVisible();
  });

  test('has no serious violation', async ({ page }) => {
    await page.goto(`${URL}/?page=fleet`);
    await expect(table(page).getByRole('link', { name: 'api', exact: true })).toBeVisible();
    expect(await seriousViolations(page, '[aria-label="Fleet"]')).toEqual([]);
  });
});

test.describe('the page Container', () => {
  test.use({ viewport: { width: 1400, height: 900 } });
  // Several questions of a server that may be busy with other tests.
  const answered = { timeout: 15_000 };

  test('shows the three numbers, what each version prints and the verdict without scrolling', async ({ page }) => {
    await page.goto(`${URL}/?page=container&container=api&tool=podman_4_0`);
    const gap = page.getByRole('region', { name: 'The gap' });
    await expect(gap).toBeInViewport({ ratio: 1, ...answered });
    await expect(gap.getByRole('term')).toHaveText(['podman stats 4.0–4.6 prints', 'Go heap', 'Gap between the two']);
    await expect(gap.getByText(/^[\d.]+ [MG]B$/)).toHaveCount(3);
    await expect(gap.getByText(/page cache, reclaimable$/).first()).toBeInViewport({ ratio: 1 });

    const versions = page.getByRole('region', { name: 'What the tools of Podman print' });
    await expect(versions).toBeInViewport({ ratio: 1, ...answered });
    // On cgroup v1 the page cache was counted until 4.6.
    await expect(versions.getByRole('button')).toHaveText([
      /^podman stats ≤3\.4: /,
      /4\.0–4\.6: /,
      /4\.7–5\.5: /,
      /≥5\.6: /,
    ]);
    await expect(versions.getByRole('button', { pressed: true })).toHaveText(/^podman stats 4\.0–4\.6: /);

    const verdict = page.getByRole('region', { name: 'Verdict' });
    await expect(verdict).toBeInViewport({ ratio: 1, ...answered });
    await expect(verdict).toContainText('Large now: Page cache');
  });

  test('draws each of its panels', async ({ page }) => {
    await page.goto(`${URL}/?page=container&container=api`);
    await expect(page.getByRole('row', { name: /^Page cache \+[\d.]+ [MG]i?B \d+% · reclaimable$/ })).toBeVisible(
      answered
    );
    await expect(page.locator('canvas').first()).toBeVisible(answered);
    await expect(page.getByRole('list', { name: /docker stats ≥20\.10.*Leaves out/ })).toBeVisible(answered);
    const moments = page.getByRole('region', { name: 'Two moments of api' });
    await expect(moments.getByRole('row', { name: /^Page cache, inactive/ })).toBeVisible(answered);
    // Its second query came along.
    await expect(page.getByRole('region', { name: 'Events' })).toBeVisible();
    await expect(page.getByText(/^Add a second query/)).toBeHidden();
    await expect(page.getByRole('region', { name: /^Every class/ })).toBeVisible(answered);
  });

  test('says that a container is not there, and leads back', async ({ page }) => {
    await page.goto(`${URL}/?page=container&container=nobody`);
    await expect(page.getByText(/Nothing is known of container nobody at/)).toBeVisible(answered);
    await page.getByRole('link', { name: 'fleet', exact: true }).press('Enter');
    await expect(page).toHaveURL(/page=fleet&.*search=nobody/);
    await expect(page.getByText('No container matches “nobody”')).toBeVisible();
  });

  test('leads to the fleet where the address names no container', async ({ page }) => {
    await page.goto(`${URL}/?page=container`);
    await page.getByRole('link', { name: 'Choose one from the fleet' }).press('Enter');
    await expect(page).toHaveURL(/page=fleet/);
    await expect(page.getByRole('link', { name: 'leaky', exact: true })).toBeVisible();
  });

  test('opens what a name means, and closes it at the first Escape', async ({ page }) => {
    await page.goto(`${URL}/?page=container&container=api`);
    const name = page.getByRole('region', { name: 'The gap' }).getByRole('button', { name: 'Go heap' });
    await name.press('Enter');
    await expect(page).toHaveURL(/learn=heap\.alloc/);
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText('go_memstats_alloc_bytes');
    await drawer.getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await expect(page).not.toHaveURL(/learn=/);
    await expect(name).toBeFocused();
    // One step of history, not two.
    await page.goBack();
    await expect(drawer).toBeVisible();
  });

  test('has no serious violation', async ({ page }) => {
    // Axe looks at a page full of panels.
    test.slow();
    await page.goto(`${URL}/?page=container&container=api`);
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible(answered);
    await expect(page.getByRole('region', { name: /^Every class/ })).toBeVisible(answered);
    expect(await seriousViolations(page, '[aria-label="Container"]')).toEqual([]);
  });
});

/** Presses Tab until it is there; what lies between is not the test's. */
async function tabTo(page: Page, wanted: Locator) {
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 30 && !(await isThere()); presses++) {
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

/** What axe finds serious or worse under our own root, with the first element of each. */
async function seriousViolations(page: Page, root: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(root).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

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
