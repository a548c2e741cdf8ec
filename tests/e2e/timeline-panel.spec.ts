import { type APIRequestContext } from '@playwright/test';
import { DATASOURCE_TYPE, expect, needGrafana, PROMETHEUS_URL, type Stored, test } from './memledger.ts';

// The view "Timeline" in a dashboard of a real Grafana, on the demo's container `api`.

needGrafana();
test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

/** Grafana itself takes its time on a busy machine. */
const LOADING = { timeout: 20_000 };

let dashboard = '';

async function openTimeline(request: APIRequestContext, { uid }: Stored): Promise<string> {
  const datasource = { uid, type: DATASOURCE_TYPE };
  const filters = [{ key: 'container', operator: '=', value: 'api' }];
  const target = (refId: string, queryType: string) => ({ refId, datasource, version: 1, queryType, filters });
  const panel = {
    id: 1,
    type: 'memledger-gomemory-panel',
    title: 'Timeline',
    datasource,
    gridPos: { x: 0, y: 0, w: 24, h: 20 },
    targets: [target('A', 'ledger'), target('B', 'events')],
    options: { version: 1, view: 'timeline' },
  };
  const model = {
    title: `e2e timeline ${uid}`,
    schemaVersion: 39,
    time: { from: 'now-5m', to: 'now' },
    panels: [panel],
  };
  const response = await request.post('/api/dashboards/db', { data: { dashboard: model, overwrite: true } });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()).uid;
}

test.afterEach(async ({ request }) => {
  await request.delete(`/api/dashboards/uid/${dashboard}`);
});

test('has two moments and the events, which Grafana brings as annotations', async ({
  page,
  request,
  datasource,
  scanForA11yViolations,
}) => {
  dashboard = await openTimeline(request, datasource);
  await page.goto(`/d/${dashboard}`);
  const moments = page.getByRole('region', { name: 'Two moments of api' });
  await expect(moments.getByRole('row', { name: /^Page cache, inactive/ })).toBeVisible(LOADING);
  const events = page.getByRole('region', { name: 'Events' });
  await expect(events.getByText(/^Add a second query/)).toBeHidden();
  for (const include of ['[aria-label="Two moments of api"]', '[aria-label="Events"]']) {
    expect(await scanForA11yViolations({ include })).toHaveNoA11yViolations();
  }
});

test('Enter on the plot takes the moment of the crosshair', async ({ page, request, datasource }) => {
  dashboard = await openTimeline(request, datasource);
  await page.goto(`/d/${dashboard}`);
  const slider = page.getByRole('slider', { name: 'Moment A' });
  await expect(slider).toBeVisible(LOADING);
  const before = await slider.getAttribute('aria-valuetext');
  await page.locator('.uplot').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(slider).not.toHaveAttribute('aria-valuetext', before ?? '');
});
