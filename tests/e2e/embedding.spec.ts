import { APP, expect, LOADING, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';

// The component that other apps may show, in another app: tests/e2e/memledger-embedtest-app. Grafana has it where the
// folder is among its plugins and the id among those that it may load unsigned, as in the demo that `npm test` runs.

needGrafana();

const EMBEDDING = 'memledger-embedtest-app';

test.beforeEach(async ({ request }) => {
  const found = await request.get(`/api/plugins/${EMBEDDING}/settings`);
  test.skip(!found.ok(), `Grafana has no plugin ${EMBEDDING}`);
  await request.post(`/api/plugins/${EMBEDDING}/settings`, { data: { enabled: true, pinned: false } });
});

test('another app shows the breakdown of a container', async ({ page, datasource }) => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');
  await page.goto(
    `/a/${EMBEDDING}?${new URLSearchParams({ datasource: datasource.uid, container: 'api', from: 'now-5m' })}`
  );
  const embedded = page.getByRole('region', { name: 'Of another app' });
  await expect(embedded.locator('canvas')).toBeVisible(LOADING);
  await expect(embedded.getByRole('img', { name: /^api: .* reported/ })).toBeVisible();
  await expect(embedded.getByRole('button', { name: 'Page cache, inactive' })).toBeVisible();
  expect(page.url()).not.toContain(APP);
});

test('without a container that fits it says so', async ({ page, datasource }) => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');
  await page.goto(`/a/${EMBEDDING}?${new URLSearchParams({ datasource: datasource.uid, container: 'nobody' })}`);
  const embedded = page.getByRole('region', { name: 'Of another app' });
  await expect(embedded.getByText(/^No container matches/)).toBeVisible(LOADING);
});
