import { exploreUrl, expect, LOADING, needGrafana, PROMETHEUS_URL, test, addDatasource } from './memledger.ts';

needGrafana();
test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

const ofApi = { filters: [{ key: 'container', operator: '=', value: 'api' }] };

test('a breakdown is a graph and a table', async ({ page, datasource }) => {
  await page.goto(exploreUrl(datasource, { queryType: 'ledger', ...ofApi }));
  await expect(page.getByTestId('data-testid panel content').locator('canvas').first()).toBeVisible(LOADING);
  await expect(page.getByTestId('data-testid Explore Table').or(page.getByRole('grid')).first()).toBeVisible();
});

test('a table that has a time and numbers is a table alone', async ({ page, datasource }) => {
  await page.goto(exploreUrl(datasource, { queryType: 'tools', format: 'table', ...ofApi }));
  await expect(page.getByRole('grid').or(page.getByRole('table')).first()).toBeVisible(LOADING);
  await expect(page.locator('.u-over')).toHaveCount(0);
});

test('what was asked stands in the query history', async ({ page, datasource }) => {
  await page.goto(exploreUrl(datasource, { queryType: 'divergence', tool: 'podman_4_0', heap: 'alloc', ...ofApi }));
  await expect(page.getByTestId('data-testid panel content').locator('canvas').first()).toBeVisible(LOADING);
  await page.getByRole('button', { name: 'Query history' }).click();
  const text = /^Gap: podman stats 4\.0–4\.6 against Heap objects \(\S+\) · container = api$/;
  await expect(page.getByText(text).first()).toBeVisible();
});

test('each part of the PromQL opens on the linked Prometheus', async ({ page, request }) => {
  const prometheus = await addDatasource(request, 'prometheus', { url: PROMETHEUS_URL });
  const linked = await addDatasource(request, 'memledger-gomemory-datasource', {
    url: PROMETHEUS_URL,
    jsonData: { linkedPrometheusUid: prometheus.uid },
  });
  await page.goto(exploreUrl(linked, { queryType: 'ledger', ...ofApi }));
  await page.getByRole('button', { name: 'PromQL' }).click();
  const link = page.getByRole('link', { name: 'Open query 1 in Explore' });
  const promql = await page.locator('li', { has: link }).locator('pre').textContent();
  const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  const asked = await opened.waitForRequest((one) => one.url().includes('/api/ds/query'), LOADING);
  expect(asked.postDataJSON().queries[0]).toMatchObject({ expr: promql, datasource: { uid: prometheus.uid } });
  await opened.close();
  for (const { uid } of [linked, prometheus]) {
    await request.delete(`/api/datasources/uid/${uid}`);
  }
});
