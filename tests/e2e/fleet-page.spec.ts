import type { Page } from '@playwright/test';
import { fleetResponse, fourRows, manyRows } from '../../src/testing/fleet.ts';
import { APP, expect, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';

needGrafana();

const PAGE = `/a/${APP}/fleet`;

type Answer = ReturnType<typeof fleetResponse>;

/** The fleet from us, whatever the server has; the sparklines are of nothing. */
async function answerWith(page: Page, answer: Answer | { results: object }, status = 200) {
  await page.route('**/api/ds/query**', (route) => {
    const { refId } = route.request().postDataJSON().queries[0];
    const json = refId === 'fleet' ? answer : { results: { [refId]: { status: 200, frames: [] } } };
    return route.fulfill({ status: refId === 'fleet' ? status : 200, json });
  });
}

test('the root of the app, and its first address, lead to the fleet', async ({ page }) => {
  await page.goto(`/a/${APP}`);
  await expect(page).toHaveURL(new RegExp(`${PAGE}(\\?|$)`));
  await page.goto(`/a/${APP}/containers?search=api`);
  await expect(page).toHaveURL(new RegExp(`${PAGE}\\?.*search=api`));
  await expect(page.getByRole('textbox', { name: 'Search containers' })).toHaveValue('api');
});

test('a data source without containers says what it needs', async ({ page, datasource }) => {
  await answerWith(page, { results: { fleet: { status: 200, frames: [] } } });
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  await expect(page.getByText('The server has no containers that Memledger can read')).toBeVisible();
});

test('a failure says why and where to mend it', async ({ page, datasource }) => {
  await answerWith(page, { results: { fleet: { status: 502, error: 'connection refused' } } }, 400);
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  await expect(page.getByRole('alert').filter({ hasText: 'connection refused' }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Check the data source' })).toHaveAttribute(
    'href',
    new RegExp(`/connections/datasources/edit/${datasource.uid}$`)
  );
  await answerWith(page, fleetResponse('fleet', fourRows()));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('link', { name: 'leaky' })).toBeVisible();
});

test('every choice stands in the address', async ({ page, datasource }) => {
  await answerWith(page, fleetResponse('fleet', manyRows(40)));
  await page.goto(`${PAGE}?datasource=${datasource.uid}&tool=podman_3&search=c-00&rank=container&order=desc`);
  await expect(page.getByRole('combobox', { name: 'Data source' })).toHaveValue(datasource.name);
  await expect(page.getByRole('combobox', { name: 'Reported by' })).toHaveValue('podman stats ≤3.4');
  await expect(page.getByRole('rowheader').first()).toHaveText(/^c-0039/);
  await page.getByRole('textbox', { name: 'Search containers' }).fill('c-000');
  await expect(page).toHaveURL(/search=c-000/);
  await expect(page.getByText('10 of 40 containers')).toBeVisible();
  await page.getByRole('combobox', { name: 'Reported by' }).click();
  await page.getByRole('option', { name: 'kubectl top' }).click();
  await expect(page).toHaveURL(/tool=kubectl_top/);
  await page.getByRole('combobox', { name: 'Rank by' }).click();
  await page.getByRole('option', { name: 'Gap / reported' }).click();
  await expect(page).toHaveURL(/rank=ratio/);
  await page.getByRole('combobox', { name: 'namespace' }).click();
  await page.getByRole('option', { name: 'team-3' }).click();
  await expect(page).toHaveURL(/namespace=team-3/);
  await expect(page.getByText('1 of 40 containers')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 of 40 containers')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveText([/^c-0003/]);
});

test('of 5,000 containers those in view are drawn, and the last is a scroll away', async ({ page, datasource }) => {
  await answerWith(page, fleetResponse('fleet', manyRows(5000)));
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  const table = page.getByRole('table', { name: 'Containers' });
  await expect(table).toHaveAttribute('aria-rowcount', '5001');
  await expect(page.getByText('5,000 containers')).toBeVisible();
  expect(await table.getByRole('rowheader').count()).toBeLessThan(60);

  const region = page.getByRole('region', { name: 'Table of containers' });
  await region.focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('link', { name: 'c-4999' })).toBeInViewport();
  expect(await table.getByRole('rowheader').count()).toBeLessThan(60);

  await page.getByRole('textbox', { name: 'Search containers' }).fill('c-2500');
  await expect(table.getByRole('link', { name: 'c-2500' })).toBeInViewport();
  await expect(table.getByRole('rowheader')).toHaveCount(1);
});

test('sparklines are asked for in one question, of the rows in view only', async ({ page, datasource }) => {
  const asked: string[][] = [];
  await page.route('**/api/ds/query**', (route) => {
    const { queries } = route.request().postDataJSON();
    if (queries[0].refId === 'fleet') {
      return route.fulfill({ json: fleetResponse('fleet', manyRows(5000)) });
    }
    asked.push(
      queries.flatMap(({ filters }: Filtered) => filters.find(({ key }) => key === 'container')?.values ?? [])
    );
    return route.fulfill({ json: { results: {} } });
  });
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0]).toContain('c-0000');
  expect(asked[0]?.length).toBeLessThan(60);
  await page.getByRole('region', { name: 'Table of containers' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1]).toContain('c-4999');
  expect(asked[1]).not.toContain('c-0000');
});

interface Filtered {
  filters: Array<{ key: string; values?: string[] }>;
}

test('without serious violations, and by keyboard to a container', async ({
  page,
  datasource,
  scanForA11yViolations,
}) => {
  await answerWith(page, fleetResponse('fleet', fourRows()));
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  await expect(page.getByRole('table', { name: 'Containers' })).toBeVisible();
  expect(await scanForA11yViolations({ include: '[aria-label="Fleet"]' })).toHaveNoA11yViolations();

  await page.getByRole('button', { name: 'Gap', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/order=asc/);
  const link = page.getByRole('link', { name: 'leaky', exact: true });
  await page.getByRole('button', { name: 'Cause', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/container\?.*container=leaky/);
});

test('a container of the fleet opens its page', async ({ page, datasource }) => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');
  await page.goto(`${PAGE}?datasource=${datasource.uid}&tool=podman_4_0`);
  const table = page.getByRole('table', { name: 'Containers' });
  const link = table.getByRole('rowheader').getByRole('link').first();
  const container = await link.textContent();
  // The row's sparkline has come once it can be read out.
  await expect(table.getByRole('img', { name: /^Reported went from/ }).first()).toBeVisible();
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/a/${APP}/container\\?`));
  const parameters = new URL(page.url()).searchParams;
  expect(parameters.get('datasource')).toBe(datasource.uid);
  expect(parameters.get('container')).toBe(container);
  expect(parameters.get('tool')).toBe('podman_4_0');
});
