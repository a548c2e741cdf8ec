import type { Page } from '@playwright/test';
import { APP, expect as baseExpect, needGrafana, PROMETHEUS_URL, type Stored, test } from './memledger.ts';

needGrafana();

// A page asks several questions of a server that may be busy with other tests.
const expect = baseExpect.configure({ timeout: 15_000 });

const urlOf = ({ uid }: Stored, parameters: Record<string, string>) =>
  `/a/${APP}/container?${new URLSearchParams({ datasource: uid, ...parameters })}`;

const headline = (page: Page) => page.getByRole('region', { name: 'The gap' });

test('an address without a container leads to the fleet', async ({ page, datasource }) => {
  await page.goto(urlOf(datasource, {}));
  await expect(page.getByText('The address names no container')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Choose one from the fleet' })).toHaveAttribute(
    'href',
    new RegExp(`/a/${APP}/fleet\\?datasource=${datasource.uid}$`)
  );
});

test('a failure is told once, and tried again', async ({ page, datasource }) => {
  await page.route('**/api/ds/query**', (route) => {
    const results = route
      .request()
      .postDataJSON()
      .queries.map(({ refId }: { refId: string }) => [refId, { status: 502, error: 'connection refused' }]);
    return route.fulfill({ status: 400, json: { results: Object.fromEntries(results) } });
  });
  await page.goto(urlOf(datasource, { container: 'api' }));
  const failed = page.getByRole('alert').filter({ hasText: 'The container could not be read' });
  await expect(failed).toHaveCount(1);
  await expect(failed).toContainText('connection refused');
  await expect(page.getByText('connection refused')).toHaveCount(1);
  await expect(page.locator('[data-viz-panel-key]')).toHaveCount(0);
  const again = page.waitForRequest('**/api/ds/query**');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await again;
});

test.describe('with a Prometheus', () => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');
  test.use({ viewport: { width: 1400, height: 900 } });

  test('who opens api sees what podman prints, the Go heap and the difference without scrolling', async ({
    page,
    datasource,
  }) => {
    await page.goto(urlOf(datasource, { container: 'api', tool: 'podman_3' }));
    const why = headline(page).getByText(/^\d+% of it is page cache, reclaimable/);
    await expect(why).toBeInViewport({ ratio: 1 });
    const terms = await headline(page).getByRole('term').allTextContents();
    expect(terms).toEqual(['podman stats ≤3.4 prints', 'Go heap', 'Gap between the two']);
    for (const number of await headline(page).getByRole('definition').all()) {
      await expect(number).toBeInViewport({ ratio: 1 });
    }
  });

  test('all is in the units of the tool', async ({ page, datasource }) => {
    await page.goto(urlOf(datasource, { container: 'api', tool: 'podman_3' }));
    const ours = ['The gap', 'Verdict', 'Go runtime', /^Every class/];
    for (const name of ours) {
      const region = page.getByRole('region', { name });
      await expect(region).toContainText(/\d [kMG]B/);
      await expect(region).not.toContainText(/\d [KMG]iB/);
    }
    const usage = page.locator('[data-viz-panel-key="breakdown"]');
    await expect(usage).toContainText(/\d [kMG]B/);
    await expect(usage).not.toContainText(/\d [KMG]iB/);
  });

  test('the pinned moment of the gap stands in the address', async ({ page, datasource }) => {
    await page.goto(urlOf(datasource, { container: 'api', from: 'now-5m', to: 'now' }));
    const slider = page.getByRole('slider', { name: 'Moment', exact: true });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(/[?&]at=\d{13}/);
    const at = await slider.inputValue();
    expect(new URL(page.url()).searchParams.get('at')).toBe(at);
    await expect(page.getByText(/, pinned$/)).toBeVisible();
    await page.reload();
    await expect(page.getByText(/, pinned$/)).toBeVisible();
    expect(new URL(page.url()).searchParams.get('at')).toBe(at);
    await page.getByRole('button', { name: 'Unpin' }).click();
    await expect(page).not.toHaveURL(/[?&]at=/);
  });

  test('the panels are drawn, by one module of the panel', async ({ page, datasource }) => {
    const modules: string[] = [];
    page.on(
      'request',
      (asked) => /memledger-gomemory-panel\/module\.js/.test(asked.url()) && modules.push(asked.url())
    );
    await page.goto(urlOf(datasource, { container: 'api' }));
    await expect(page.locator('[data-plugin-id="memledger-gomemory-panel"] canvas').first()).toBeVisible();
    await expect(page.getByText('Page cache, inactive').first()).toBeVisible();
    expect(modules).toHaveLength(1);
  });

  test('the Go runtime is there, and every name of a class opens what it is', async ({ page, datasource }) => {
    await page.goto(urlOf(datasource, { container: 'api' }));
    const runtime = page.getByRole('region', { name: 'Go runtime' });
    await expect(runtime).toContainText(/Goroutines\d+/);
    await expect(runtime).toContainText(/GOGC\d+%/);
    // The demo's services leave it alone, and client_golang says so.
    await expect(runtime).toContainText('GOMEMLIMITnot set');

    const classes = page.getByRole('region', { name: /^Every class/ });
    const name = classes.getByRole('button', { name: 'Page cache, inactive' });
    await name.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/learn=class\.file_inactive/);
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText('not a leak');
    await expect(drawer).toContainText('memory.stat inactive_file');
    await drawer.getByRole('button', { name: 'Close' }).press('Enter');
    await expect(drawer).toHaveCount(0);
    await expect(page).not.toHaveURL(/learn=/);
  });

  test('beside another container, and beside another moment', async ({ page, datasource }) => {
    await page.goto(urlOf(datasource, { container: 'api' }));
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page).toHaveURL(/compare=container/);
    await page.getByRole('combobox', { name: 'Container' }).click();
    await page.getByRole('option', { name: /leaky/ }).click();
    await expect(page).toHaveURL(/vs-container=leaky/);
    const table = page.getByRole('region', { name: 'Class by class' });
    await expect(table.getByRole('columnheader').nth(2)).toHaveText(/leaky/);
    await expect(table.getByRole('row', { name: /^Heap, live at last GC [\d.]+ \w+ [\d.]+ \w+$/ })).toBeVisible();

    await page.getByRole('radio', { name: 'Another moment' }).check({ force: true });
    await expect(page).toHaveURL(/compare=moment/);
    await page.getByRole('button', { name: 'Stop comparing' }).click();
    await expect(page).not.toHaveURL(/compare=/);
  });

  test('one that is gone, or an address that fits several, says so', async ({ page, datasource }) => {
    await page.goto(urlOf(datasource, { container: 'nobody' }));
    await expect(
      page
        .getByRole('status')
        .or(page.getByRole('alert'))
        .getByText(/Nothing is known of container nobody at/)
    ).toBeVisible();
    await expect(page.getByText(/^No container matches/)).toHaveCount(2);
    await page.goto(urlOf(datasource, { node: '127.0.0.1' }).replace(/node=[^&]*/, 'cluster='));
    await expect(page.getByText('The address names no container')).toBeVisible();
  });

  test('goes on to dashboard and Explore with the same container', async ({ page, datasource }) => {
    await page.goto(urlOf(datasource, { container: 'api', from: 'now-30m', to: 'now' }));
    await page.getByRole('button', { name: 'Open in' }).click();
    await expect(page.getByRole('menu').getByRole('link', { name: 'Dashboard' })).toHaveAttribute(
      'href',
      new RegExp(`/d/memledger-container-memory\\?.*var-datasource=${datasource.uid}.*var-container=api.*from=now-30m`)
    );
    await page.getByRole('menu').getByRole('link', { name: 'Explore' }).click();
    await expect(page.getByRole('combobox', { name: 'Show' })).toHaveValue('Gap');
  });

  test('without serious violations', async ({ page, datasource, scanForA11yViolations }) => {
    // Axe looks twice, at all of the page's panels.
    test.slow();
    await page.goto(urlOf(datasource, { container: 'api', learn: 'tool.podman_3' }));
    await expect(page.getByRole('dialog')).toContainText('Usage with the page cache');
    expect(await scanForA11yViolations({ include: '[role="dialog"]' })).toHaveNoA11yViolations();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).press('Enter');
    await expect(headline(page)).toBeVisible();
    await expect(page.getByRole('region', { name: /^Every class/ })).toBeVisible();
    expect(await scanForA11yViolations({ include: '[aria-label="Container"]' })).toHaveNoA11yViolations();
  });
});
