import { type APIRequestContext, type Page } from '@playwright/test';
import { DATASOURCE_TYPE, expect, needGrafana, PROMETHEUS_URL, type Stored, test } from './memledger.ts';

// The view "Who counts what" in a dashboard of a real Grafana, on the demo's container `api`.

needGrafana();
test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

async function dashboardWith(request: APIRequestContext, { uid }: Stored, query: object): Promise<string> {
  const datasource = { uid, type: DATASOURCE_TYPE };
  const panel = {
    id: 1,
    type: 'memledger-gomemory-panel',
    title: 'Tools',
    datasource,
    gridPos: { x: 0, y: 0, w: 24, h: 16 },
    targets: [{ refId: 'A', datasource, version: 1, ...query }],
    options: { version: 1, view: 'tools' },
  };
  const dashboard = {
    title: `e2e tools ${uid}`,
    schemaVersion: 39,
    time: { from: 'now-5m', to: 'now' },
    panels: [panel],
  };
  const response = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()).uid;
}

const TOOLS_OF_API = {
  queryType: 'tools',
  format: 'table',
  filters: [{ key: 'container', operator: '=', value: 'api' }],
};

/** Grafana itself takes its time on a busy machine. */
const LOADING = { timeout: 20_000 };

const viewOf = (page: Page) => page.getByRole('group', { name: 'Who counts what' });

let dashboard = '';

test.afterEach(async ({ request }) => {
  await request.delete(`/api/dashboards/uid/${dashboard}`);
});

test('shows why one tool prints more than another, without an axe violation', async ({
  page,
  request,
  datasource,
  scanForA11yViolations,
}) => {
  dashboard = await dashboardWith(request, datasource, TOOLS_OF_API);
  await page.goto(`/d/${dashboard}`);
  const view = viewOf(page);
  await expect(view).toBeVisible(LOADING);
  const usage = view.getByRole('list', { name: /^podman stats .* = cgroup usage .*Counts everything/ });
  const docker = view.getByRole('list', { name: /docker stats ≥20\.10.*Leaves out Page cache, inactive/ });
  await expect(usage.getByRole('button', { name: /^Page cache, inactive .*, counted$/ })).toBeVisible();
  await expect(docker.getByRole('button', { name: /^Page cache, inactive .*, left out$/ })).toBeVisible();
  await expect(view.getByRole('link', { name: 'api' })).toHaveAttribute(
    'href',
    /\/d\/memledger-container-memory\?.*api/
  );
  expect(await scanForA11yViolations({ include: '[aria-label="Who counts what"]' })).toHaveNoA11yViolations();
});

test('keeps the tool that a person pins on top', async ({ page, request, datasource }) => {
  dashboard = await dashboardWith(request, datasource, TOOLS_OF_API);
  await page.goto(`/d/${dashboard}`);
  await expect(viewOf(page)).toBeVisible(LOADING);
  const pins = page.getByRole('button', { name: /^Pin .* on top$/ });
  await page.getByRole('button', { name: /^docker stats ≥20\.10/ }).click();
  await expect(pins.first()).toHaveAccessibleName('Pin docker stats ≥20.10 on top');
  await page.reload();
  await expect(viewOf(page)).toBeVisible(LOADING);
  await expect(pins.first()).toHaveAttribute('aria-pressed', 'true');
  await expect(pins.first()).toHaveAccessibleName('Pin docker stats ≥20.10 on top');
});

test('says which query it draws where it gets another one', async ({ page, request, datasource }) => {
  dashboard = await dashboardWith(request, datasource, { ...TOOLS_OF_API, queryType: 'ledger', format: undefined });
  await page.goto(`/d/${dashboard}`);
  await expect(page.getByText(/draws Memledger queries of the type Tools compared, as a table/)).toBeVisible(LOADING);
});
