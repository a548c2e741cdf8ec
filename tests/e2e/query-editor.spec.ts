import type { Page, Request } from '@playwright/test';
import { expect, exploreUrl, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';

needGrafana();

/** The next question to the data source that is of this type. */
function nextQuery(page: Page, queryType: string): Promise<Request> {
  return page.waitForRequest((asked) => {
    const query = asked.url().includes('/api/ds/query') ? asked.postDataJSON()?.queries?.[0] : undefined;
    return query?.queryType === queryType;
  });
}

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).first().click();
}

test('another type asks at once and keeps the filters', async ({ page, datasource }) => {
  const filters = [{ key: 'container', operator: '=', value: 'api' }];
  await page.goto(exploreUrl(datasource, { queryType: 'ledger', filters, tool: 'podman_4_0' }));
  await expect(page.getByRole('combobox', { name: 'Reported by' })).toHaveValue('podman stats 4.0–4.6');

  const asked = nextQuery(page, 'divergence');
  await choose(page, 'Show', 'Gap');
  expect((await asked).postDataJSON().queries[0]).toMatchObject({
    queryType: 'divergence',
    version: 1,
    tool: 'podman_4_0',
    heap: 'alloc',
    filters,
  });
  await expect(page.getByRole('radio', { name: 'Time series' })).toBeChecked();
});

test('a filter takes a value that was typed, though the server suggests none', async ({ page, datasource }) => {
  await page.route('**/resources/suggest', (route) => route.fulfill({ status: 500, json: { message: 'down' } }));
  await page.goto(exploreUrl(datasource, { queryType: 'containers' }));
  await page.getByRole('button', { name: 'Add filter' }).click();
  const asked = nextQuery(page, 'containers');
  await page.getByRole('combobox', { name: 'Value of filter 1' }).fill('"}) or vector(1)');
  await page.getByRole('option', { name: '"}) or vector(1)' }).click();
  expect((await asked).postDataJSON().queries[0].filters).toEqual([
    { key: 'container', operator: '=', value: '"}) or vector(1)' },
  ]);
});

test('a variable in a filter is filled in, and an unknown one is refused by name', async ({ page, datasource }) => {
  const unresolved = [{ key: 'container', operator: '=', value: '$nobody' }];
  await page.goto(exploreUrl(datasource, { queryType: 'ledger', filters: unresolved }));
  await expect(page.getByText(/\$nobody/).last()).toBeVisible();
  await expect(page.getByText(/variable/i).last()).toBeVisible();
});

test.describe('with a Prometheus', () => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

  test('the server suggests values', async ({ page, datasource }) => {
    await page.goto(exploreUrl(datasource, { queryType: 'ledger' }));
    await page.getByRole('button', { name: 'Add filter' }).click();
    const suggested = page.waitForResponse('**/resources/suggest');
    await page.getByRole('combobox', { name: 'Value of filter 1' }).click();
    const values: string[] = await (await suggested).json();
    expect(values.length).toBeGreaterThan(0);
    const asked = nextQuery(page, 'ledger');
    await page.getByRole('option', { name: values[0], exact: true }).click();
    expect((await asked).postDataJSON().queries[0].filters).toEqual([
      { key: 'container', operator: '=', value: values[0] },
    ]);
  });

  test('the PromQL behind a query is shown', async ({ page, datasource }) => {
    await page.goto(exploreUrl(datasource, { queryType: 'ledger' }));
    await page.getByRole('button', { name: 'PromQL' }).click();
    await expect(page.locator('pre').filter({ hasText: '__name__=~' }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Copy PromQL' })).toBeVisible();
  });
});
