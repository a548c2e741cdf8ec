import type { APIRequestContext, Page } from '@playwright/test';
import { DATASOURCE_TYPE, expect, needGrafana, PROMETHEUS_URL, type Stored, test } from './memledger.ts';

needGrafana();
test.slow(); // each opens a dashboard anew
test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

// The demo's `api`: page cache fills it. Its time zone is the dashboard's, so that the moment reads the same everywhere.
const MOMENT = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/;

interface Asked {
  at?: string;
  tool?: string;
}

/** A dashboard with the gap above the breakdown of one container, under one shared crosshair. */
async function openDashboard(page: Page, request: APIRequestContext, { uid }: Stored, gap: Asked & { heap?: string }) {
  const datasource = { type: DATASOURCE_TYPE, uid };
  const query = { datasource, version: 1, filters: [{ key: 'container', operator: '=', value: 'api' }], ...gap };
  const panel = { type: 'memledger-gomemory-panel', datasource, fieldConfig: { defaults: {}, overrides: [] } };
  const dashboard = {
    title: `e2e gap ${Date.now()} ${Math.random()}`,
    schemaVersion: 42,
    graphTooltip: 1,
    timezone: 'utc',
    time: { from: 'now-5m', to: 'now' },
    panels: [
      {
        ...panel,
        ...{ id: 1, title: 'Gap', gridPos: { x: 0, y: 0, w: 24, h: 10 }, options: { view: 'gap' } },
        targets: [{ ...query, refId: 'A', queryType: 'divergence', format: 'table' }],
      },
      {
        ...panel,
        ...{ id: 2, title: 'Over time', gridPos: { x: 0, y: 10, w: 24, h: 9 }, options: { view: 'breakdown' } },
        targets: [{ ...query, refId: 'A', queryType: 'ledger' }],
      },
    ],
  };
  const stored = await request.post('/api/dashboards/db', { data: { dashboard } });
  expect(stored.ok(), await stored.text()).toBe(true);
  const { uid: dashboardUid } = await stored.json();
  await page.goto(`/d/${dashboardUid}?kiosk`);
  // Grafana's first page takes its time.
  const plot = page.locator('.u-over');
  await expect(plot).toBeVisible({ timeout: 30_000 });
  const moment = page.getByText(MOMENT).first();
  await expect(moment).toBeVisible({ timeout: 10_000 });
  return { section: page.getByRole('region', { name: 'api', exact: true }), moment, plot };
}

/** The moments that the gap is asked for, beside its own. */
function watchMoments(page: Page): string[] {
  const moments: string[] = [];
  page.on('request', (asked) => {
    const query: Asked | undefined = asked.url().includes('/api/ds/query') ? asked.postDataJSON()?.queries?.[0] : {};
    if (query?.at) {
      moments.push(query.at);
    }
  });
  return moments;
}

test('reads as a subtraction, in the tool’s own units', async ({
  page,
  request,
  datasource,
  scanForA11yViolations,
}) => {
  const { section } = await openDashboard(page, request, datasource, { tool: 'podman_4_0' });
  await expect(section.getByText('podman stats 4.0–4.6 prints').first()).toBeVisible();
  await expect(section.getByRole('definition').first()).toHaveText(/^[\d.]+ [MG]B$/);
  await expect(section.getByText(/% of it is page cache, reclaimable$/)).toBeVisible();
  await expect(section.getByRole('row', { name: /^Page cache \+[\d.]+ MB \d+% · reclaimable$/ })).toBeVisible();
  const violations = await scanForA11yViolations({ include: '[data-testid="memledger-gap"]' });
  expect(violations).toHaveNoA11yViolations();
});

test('a group opens by keyboard, and tells of its classes', async ({ page, request, datasource }) => {
  const { section } = await openDashboard(page, request, datasource, { tool: 'podman_4_0' });
  const group = section.getByRole('button', { name: 'Page cache', exact: true });
  await group.focus();
  await page.keyboard.press('ArrowRight');
  await expect(group).toHaveAttribute('aria-expanded', 'true');
  const inactive = section.getByRole('button', { name: 'Page cache, inactive' });
  await inactive.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The kernel drops it when memory is needed: not a leak.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('The kernel drops it when memory is needed: not a leak.')).toBeHidden();
});

test('follows the crosshair where it rests, and a pin keeps the moment', async ({ page, request, datasource }) => {
  const asked = watchMoments(page);
  const { moment, plot } = await openDashboard(page, request, datasource, { tool: 'podman_4_0' });
  const own = await moment.textContent();
  const { x, y, width, height } = (await plot.boundingBox())!;
  // At once, as a slow machine would rest on the way.
  await page.mouse.move(x + width - 120, y + height / 2);
  await page.mouse.move(x + width - 120, y + height / 2 + 1);
  await expect(moment).toHaveText(/UTC, at the crosshair$/);
  const hovered = (await moment.textContent())?.match(MOMENT)?.[0];
  expect(`${new Date(Number(asked.at(-1))).toISOString().slice(0, 19).replace('T', ' ')} UTC`).toBe(hovered);

  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  await expect(moment).toHaveText(`${hovered}, pinned`);
  await page.waitForTimeout(4000); // longer than an unpinned moment stays
  await expect(moment).toHaveText(`${hovered}, pinned`);
  await page.getByRole('button', { name: 'Unpin' }).click();
  await expect(moment).toHaveText(String(own));
});

test('the slider moves the moment by keyboard, and the crosshair of the others', async ({
  page,
  request,
  datasource,
}) => {
  const asked = watchMoments(page);
  const { moment } = await openDashboard(page, request, datasource, { tool: 'podman_4_0' });
  await page.getByRole('slider', { name: 'Moment' }).focus();
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('ArrowLeft');
  }
  await expect(moment).toHaveText(/UTC, pinned$/);
  await expect(page.locator('.u-cursor-x').first()).not.toHaveCSS('transform', 'matrix(1, 0, 0, 1, -10, 0)');
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(asked.length, 'questions for twenty steps').toBeLessThan(10);
});

test('what takes away has a minus and a reason', async ({ page, request, datasource }) => {
  const { section } = await openDashboard(page, request, datasource, { tool: 'cadvisor_rss', heap: 'go_total' });
  await expect(
    section.getByRole('row', { name: /^Go runtime −[\d.]+ [KM]iB .*mapped by Go, not resident$/ })
  ).toBeVisible();
});

test('copies as text', async ({ page, request, datasource, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openDashboard(page, request, datasource, { tool: 'podman_4_0' });
  await page.getByRole('button', { name: 'Copy as text' }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^api, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+00:00\npodman stats 4\.0–4\.6 prints /);
  expect(text).toMatch(/\nPage cache +\+[\d.]+ MB +\d+% of the gap  reclaimable\n/);
});
