import { APP, expect, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';

needGrafana();

const PAGE = `/a/${APP}/fleet`;

test('the root of the app leads to the containers', async ({ page }) => {
  await page.goto(`/a/${APP}`);
  await expect(page).toHaveURL(new RegExp(`${PAGE}$`));
});

test('a data source without containers says what it needs', async ({ page, datasource }) => {
  await page.route('**/api/ds/query**', (route) =>
    route.fulfill({ json: { results: { containers: { status: 200, frames: [] } } } })
  );
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  await expect(page.getByText('The server has no containers that Memledger can read')).toBeVisible();
});

test('a failure says why and where to mend it', async ({ page, datasource }) => {
  await page.route('**/api/ds/query**', (route) =>
    route.fulfill({ status: 400, json: { results: { containers: { status: 502, error: 'connection refused' } } } })
  );
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  await expect(page.getByRole('alert').filter({ hasText: 'connection refused' }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Check the data source' })).toHaveAttribute(
    'href',
    new RegExp(`/connections/datasources/edit/${datasource.uid}$`)
  );
});

test('tool and search stand in the address', async ({ page, datasource }) => {
  await page.goto(`${PAGE}?datasource=${datasource.uid}&tool=podman_3&search=api`);
  await expect(page.getByRole('combobox', { name: 'Data source' })).toHaveValue(datasource.name);
  await expect(page.getByRole('combobox', { name: 'Reported by' })).toHaveValue('podman stats ≤3.4');
  await page.getByRole('textbox', { name: 'Search containers' }).fill('leaky');
  await expect(page).toHaveURL(/search=leaky/);
  await page.getByRole('combobox', { name: 'Reported by' }).click();
  await page.getByRole('option', { name: 'kubectl top' }).click();
  await expect(page).toHaveURL(/tool=kubectl_top/);
});

test('a container of the list opens its dashboard', async ({ page, datasource, scanForA11yViolations }) => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  const table = page.getByRole('table');
  await expect(table).toBeVisible();
  const violations = await scanForA11yViolations({ include: '[aria-label="Containers"]' });
  expect(violations).toHaveNoA11yViolations();

  const link = table.getByRole('link').first();
  const container = await link.textContent();
  await link.click();
  await expect(page).toHaveURL(/\/d\/memledger-container-memory/);
  const parameters = new URL(page.url()).searchParams;
  expect(parameters.get('var-datasource')).toBe(datasource.uid);
  expect(parameters.getAll('var-container')).toEqual([container]);
});
