import { addDatasource, DATASOURCE_TYPE, expect, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';

needGrafana();

const settingsOf = (uid: string) => `/connections/datasources/edit/${uid}`;

test('a saved data source says what was found and where to go next', async ({ page, datasource }) => {
  test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');
  await page.goto(settingsOf(datasource.uid));
  await expect(page.getByRole('heading', { name: 'Next' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Save & test' }).click();
  await expect(page.getByText(/^Prometheus API( \S+)? at .*: found /)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Next' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Container memory and the Go heap' })).toHaveAttribute(
    'href',
    new RegExp(`/d/memledger-container-memory\\?var-datasource=${datasource.uid}$`)
  );
  await page.getByRole('link', { name: 'Explore', exact: true }).last().click();
  await expect(page.getByRole('combobox', { name: 'Show' })).toHaveValue('Breakdown');
});

test('a server that does not answer is an error that names it', async ({ page, datasource }) => {
  await page.goto(settingsOf(datasource.uid));
  await page.getByRole('textbox', { name: 'Data source connection URL' }).fill('http://127.0.0.1:1');
  await page.getByRole('button', { name: 'Save & test' }).click();
  await expect(page.getByText(/127\.0\.0\.1:1\b.*refused/).first()).toBeVisible();
});

test('the connection is copied from a Prometheus data source, its secrets are not', async ({
  page,
  request,
  datasource,
}) => {
  const prometheus = await addDatasource(request, 'prometheus', {
    url: 'http://mimir.example/prometheus',
    basicAuth: true,
    basicAuthUser: 'reader',
    jsonData: { httpMethod: 'GET', timeInterval: '30s', httpHeaderName1: 'X-Scope-OrgID' },
    secureJsonData: { basicAuthPassword: 'hunter2', httpHeaderValue1: 'tenant-of-hunter' },
  });
  await page.goto(settingsOf(datasource.uid));
  await page.getByRole('combobox', { name: 'Copy from' }).fill(prometheus.name);
  await page.getByRole('option', { name: prometheus.name }).click();

  await expect(page.getByText('Enter the password of basic authentication.')).toBeVisible();
  await expect(page.getByText('Under HTTP headers, enter the value of X-Scope-OrgID.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Data source connection URL' })).toHaveValue(
    'http://mimir.example/prometheus'
  );
  await expect(page.getByPlaceholder('User')).toHaveValue('reader');
  await expect(page.getByPlaceholder('Password')).toHaveValue('');
  await expect(page.getByRole('textbox', { name: 'Scrape interval' })).toHaveValue('30s');

  const saving = page.waitForRequest((asked) => asked.method() === 'PUT' && asked.url().includes('/api/datasources/'));
  await page.getByRole('button', { name: 'Save & test' }).click();
  const saved = (await saving).postDataJSON();
  expect(saved).toMatchObject({
    type: DATASOURCE_TYPE,
    basicAuthUser: 'reader',
    jsonData: { httpMethod: 'GET', httpHeaderName1: 'X-Scope-OrgID', linkedPrometheusUid: prometheus.uid },
  });
  expect(JSON.stringify(saved)).not.toContain('hunter');
  await request.delete(`/api/datasources/uid/${prometheus.uid}`);
});

test('a data source that signs with SigV4 is refused with the reason', async ({ page, request, datasource }) => {
  const signed = await addDatasource(request, 'prometheus', {
    url: 'http://aps.example',
    jsonData: { sigV4Auth: true },
  });
  await page.goto(settingsOf(datasource.uid));
  await page.getByRole('combobox', { name: 'Copy from' }).fill(signed.name);
  await page.getByRole('option', { name: signed.name }).click();
  await expect(page.getByText('It signs its requests with SigV4, which Memledger does not support.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Data source connection URL' })).not.toHaveValue('http://aps.example');
  await request.delete(`/api/datasources/uid/${signed.uid}`);
});
