import { APP, expect, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';
import { setupAnswer, emptySetup } from '../../src/testing/setup.ts';

needGrafana();

const PAGE = `/a/${APP}/setup`;
const SETUP = /\/resources\/setup(\?|$)/;
const HEALTH = /\/api\/datasources\/uid\/[^/]+\/health$/;

test('a server that holds nothing of ours: what to scrape, to copy', async ({ page, datasource }) => {
  await page.route(SETUP, (route) => route.fulfill({ json: emptySetup() }));
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  await expect(page.getByRole('heading', { name: 'Add the memory of your containers' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Add the Go runtime metrics of your services' })).toBeVisible();
  await page.getByRole('radio', { name: 'cAdvisor' }).check({ force: true });
  await expect(page.getByLabel('the scrape config', { exact: true })).toContainText('job_name: cadvisor');
});

test('a failed join is told with both sides, and its binding leads to the settings', async ({
  page,
  datasource,
  scanForA11yViolations,
}) => {
  await page.route(SETUP, (route) => route.fulfill({ json: setupAnswer() }));
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  const failed = page.getByRole('region', { name: /^Not joined/ });
  await expect(failed).toContainText('job="api" instance="10.0.0.9:6060"');
  await expect(failed).toContainText('namespace="shop" pod="api-1" container="api"');
  const violations = await scanForA11yViolations({ include: '[aria-label="Setup"]' });
  expect(violations).toHaveNoA11yViolations();

  await page.getByRole('textbox', { name: 'Search joins' }).fill('web');
  await expect(page).toHaveURL(/search=web/);
  await expect(failed).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Joined: 1' })).toContainText(
    'namespace, pod and container are the same'
  );

  await page
    .getByRole('button', { name: 'Clear search' })
    .or(page.getByRole('button', { name: 'Clear' }))
    .click();
  await failed.getByRole('link', { name: 'settings of the data source' }).click();
  await expect(page).toHaveURL(new RegExp(`/connections/datasources/edit/${datasource.uid}`));
  await page.getByRole('button', { name: 'Paste binding' }).click();
  await page
    .getByRole('textbox', { name: /^Binding as JSON/ })
    .fill(JSON.stringify(setupAnswer().failures[0].suggestion?.binding));
  await page.getByRole('button', { name: 'Add to the bindings' }).click();
  await expect(page.getByRole('textbox', { name: 'Value of label of binding 1, line 1' })).toHaveValue('api');
});

test('a server that cannot be asked says why, and the test says the same', async ({ page, datasource }) => {
  await page.route(SETUP, (route) => route.fulfill({ status: 502, json: { message: 'connection refused' } }));
  await page.route(HEALTH, (route) =>
    route.fulfill({ status: 400, json: { status: 'ERROR', message: 'no such server' } })
  );
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  await expect(page.getByRole('alert').filter({ hasText: 'connection refused' })).toBeVisible();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'no such server' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Check the data source' })).toHaveAttribute(
    'href',
    new RegExp(`/connections/datasources/edit/${datasource.uid}$`)
  );
});

test('a real server says what it holds', async ({ page, datasource }) => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');
  await page.goto(`${PAGE}?datasource=${datasource.uid}`);
  const steps = page.getByRole('list', { name: 'Progress' }).getByRole('listitem');
  await expect(steps).toHaveCount(4);
  await expect(steps.nth(1)).toContainText(/\d+ container/);
  await expect(page.getByRole('region', { name: 'What was found' })).toBeVisible();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByText('The test passed')).toBeVisible();
});
