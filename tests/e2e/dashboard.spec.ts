import type { APIRequestContext, Page, Request } from '@playwright/test';
import {
  DATASOURCE_TYPE,
  expect,
  LOADING,
  needGrafana,
  PROMETHEUS_URL,
  saveDashboard,
  type Stored,
  test,
} from './memledger.ts';

// What dashboards do with the data source: variables, ad-hoc filters, annotations, and being public.

needGrafana();
test.skip(!PROMETHEUS_URL, 'no Prometheus: set MEMLEDGER_PROMETHEUS_URL');

const sourceOf = ({ uid }: Stored) => ({ type: DATASOURCE_TYPE, uid });

function breakdown(datasource: Stored, query: object = {}) {
  return {
    id: 1,
    type: 'memledger-gomemory-panel',
    title: 'Breakdown',
    gridPos: { x: 0, y: 0, w: 24, h: 12 },
    datasource: sourceOf(datasource),
    options: { view: 'breakdown' },
    targets: [{ refId: 'A', datasource: sourceOf(datasource), version: 1, queryType: 'ledger', filters: [], ...query }],
  };
}

let dashboard = '';

test.afterEach(async ({ request }) => {
  await request.delete(`/api/dashboards/uid/${dashboard}`);
});

function nextQuery(page: Page, queryType: string): Promise<Request> {
  return page.waitForRequest(
    (asked) =>
      asked.url().includes('/api/ds/query') &&
      asked.postDataJSON()?.queries?.some((query: { queryType?: string }) => query.queryType === queryType),
    LOADING
  );
}

async function save(request: APIRequestContext, model: object) {
  dashboard = await saveDashboard(request, model);
}

test('variables of every kind have values, and fill in a filter', async ({ page, request, datasource }) => {
  const kinds = ['containers', 'namespaces', 'pods', 'nodes', 'clusters', 'tools', 'classes', 'heaps'];
  const variable = (kind: string) => ({
    name: kind,
    type: 'query',
    datasource: sourceOf(datasource),
    query: { refId: kind, version: 1, queryType: 'variable', variable: { kind }, filters: [] },
    refresh: 1,
  });
  await save(request, {
    templating: { list: kinds.map(variable) },
    panels: [
      breakdown(datasource, {
        tool: '$tools',
        filters: [{ key: 'container', operator: '=', value: '$containers' }],
      }),
    ],
  });
  const failed: number[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/api/ds/query') && !answer.ok()) {
      failed.push(answer.status());
    }
  });
  const asked = nextQuery(page, 'ledger');
  await page.goto(`/d/${dashboard}?var-containers=api&var-tools=podman_4_0`);
  expect((await asked).postDataJSON().queries[0]).toMatchObject({
    tool: 'podman_4_0',
    filters: [{ key: 'container', operator: '=', value: 'api' }],
  });
  await expect(page.locator('.u-over')).toBeVisible(LOADING);
  expect(failed).toEqual([]);

  await page
    .getByTestId(/template variable.*Value DropDown.*api/i)
    .first()
    .click();
  await expect(
    page
      .getByRole('option', { name: 'leaky' })
      .or(page.getByText('leaky', { exact: true }))
      .first()
  ).toBeVisible();
});

test('an ad-hoc filter narrows the panels of the data source', async ({ page, request, datasource }) => {
  const adHoc = { name: 'narrow', type: 'adhoc', datasource: sourceOf(datasource), filters: [] };
  await save(request, { templating: { list: [adHoc] }, panels: [breakdown(datasource)] });
  const asked = nextQuery(page, 'ledger');
  await page.goto(`/d/${dashboard}?var-narrow=${encodeURIComponent('container|=|leaky')}`);
  expect((await asked).postDataJSON().queries[0].filters).toEqual([
    { key: 'container', operator: '=', value: 'leaky' },
  ]);
  await expect(page.locator('.u-over')).toBeVisible(LOADING);
});

test('an annotation asks for events', async ({ page, request, datasource }) => {
  const annotation = {
    name: 'What happened',
    datasource: sourceOf(datasource),
    enable: true,
    iconColor: 'red',
    target: { refId: 'Anno', filters: [{ key: 'container', operator: '=', value: 'api' }] },
  };
  await save(request, { annotations: { list: [annotation] }, panels: [breakdown(datasource)] });
  const asked = nextQuery(page, 'events');
  await page.goto(`/d/${dashboard}`);
  const answer = await (await asked).response();
  expect(answer?.status(), await answer?.text()).toBe(200);
  await expect(page.locator('.u-over').first()).toBeVisible(LOADING);
});

test('the editor of an annotation shows an answer, however long it takes', async ({ page, request, datasource }) => {
  const annotation = { name: 'What happened', datasource: sourceOf(datasource), enable: true, iconColor: 'red' };
  await save(request, { annotations: { list: [{ ...annotation, target: { refId: 'Anno' } }] }, panels: [] });
  // The dashboard and the editor ask at the same time; Grafana calls both questions AQ100.
  await page.route('**/api/ds/query**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.fulfill({ json: { results: { Anno: { status: 200, frames: [] } } } });
  });
  await page.goto(`/d/${dashboard}?editview=annotations&editIndex=1`);
  await expect(page.getByText('No events found')).toBeVisible(LOADING);
  await expect(page.getByText('Request was aborted')).toHaveCount(0);
  // What an annotation asks for is no choice.
  await expect(page.getByRole('button', { name: 'Add filter' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Show', exact: true })).toHaveCount(0);
});

test('a public dashboard shows its numbers to whoever opens it', async ({ browser, request, datasource }) => {
  await save(request, {
    panels: [breakdown(datasource, { filters: [{ key: 'container', operator: '=', value: 'api' }] })],
  });
  const shared = await request.post(`/api/dashboards/uid/${dashboard}/public-dashboards`, {
    data: { isEnabled: true, annotationsEnabled: false, timeSelectionEnabled: false, share: 'public' },
  });
  expect(shared.ok(), await shared.text()).toBe(true);
  const { uid, accessToken } = await shared.json();

  const stranger = await browser.newContext({ storageState: undefined });
  const page = await stranger.newPage();
  const asked = page.waitForResponse(/\/api\/public\/dashboards\/.*\/query/, LOADING);
  await page.goto(new URL(`/public-dashboards/${accessToken}`, process.env.GRAFANA_URL).href);
  const answer = await asked;
  expect(answer.status(), await answer.text()).toBe(200);
  const [frame] = (await answer.json()).results.A.frames;
  expect(frame.schema.fields.map(({ labels }: { labels?: { container?: string } }) => labels?.container)).toContain(
    'api'
  );
  await expect(page.locator('.u-over')).toBeVisible(LOADING);
  await expect(page.getByText('Page cache, inactive').first()).toBeVisible();
  await stranger.close();
  await request.delete(`/api/dashboards/uid/${dashboard}/public-dashboards/${uid}`);
});
