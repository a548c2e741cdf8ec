import type { APIRequestContext, Page } from '@playwright/test';
import { addDatasource, APP, expect, LOADING, needGrafana, PROMETHEUS_URL, type Stored, test } from './memledger.ts';

needGrafana();

test.describe('explain this memory', () => {
  test.skip(!PROMETHEUS_URL, 'no containers to ask for: set MEMLEDGER_PROMETHEUS_URL');

  test('leads from a panel of Prometheus to the container of its query', async ({ page, request }) => {
    test.slow(); // it opens a dashboard twice
    const prometheus = await addDatasource(request, 'prometheus', { url: PROMETHEUS_URL });
    const uid = `e2e-${Date.now()}`;
    const source = { uid: prometheus.uid, type: 'prometheus' };
    const panel = (id: number, title: string, expr: string) => ({
      id,
      title,
      type: 'timeseries',
      gridPos: { x: 12 * (id - 1), y: 0, w: 12, h: 8 },
      datasource: source,
      targets: [{ refId: 'A', expr, datasource: source }],
    });
    const variable = { name: 'job', type: 'custom', query: 'api', current: { text: 'api', value: 'api' } };
    const dashboard = {
      uid,
      title: uid,
      time: { from: 'now-10m', to: 'now' },
      panels: [panel(1, 'Heap', 'go_memstats_alloc_bytes{job="$job"}'), panel(2, 'Targets', 'up')],
      templating: { list: [variable] },
    };
    const saved = await request.post('/api/dashboards/db', { data: { dashboard } });
    expect(saved.ok(), await saved.text()).toBe(true);

    const menuOf = async (title: string) => {
      await page.goto(`/d/${uid}`);
      await page.getByTestId(`data-testid Panel header ${title}`).hover();
      await page.getByLabel(`Menu for panel ${title}`).click();
    };
    await menuOf('Targets');
    await expect(page.getByRole('menuitem', { name: 'Explore' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Extensions' })).toHaveCount(0);
    await menuOf('Heap');
    await page.getByRole('menuitem', { name: 'Extensions' }).hover();
    await page.getByText('Explain this memory').click();

    await expect(page).toHaveURL(new RegExp(`/a/${APP}/container\\?.*container=api.*heap=alloc.*from=now-10m`));
    await expect(page.getByRole('heading', { name: 'api' })).toBeVisible();
    await request.delete(`/api/dashboards/uid/${uid}`);
    await request.delete(`/api/datasources/uid/${prometheus.uid}`);
  });

  for (const [metric, tool] of [
    ['container_memory_working_set_bytes', 'cadvisor_working_set'],
    ['container_memory_rss', 'cadvisor_rss'],
  ]) {
    test(`${metric} is compared as ${tool}`, async ({ page, datasource }) => {
      const expr = encodeURIComponent(`${metric}{container="api"}`);
      await page.goto(`/a/${APP}/explain?datasource=${datasource.uid}&expr=${expr}`);
      await expect(page).toHaveURL(new RegExp(`/a/${APP}/container\\?.*tool=${tool}`));
      await expect(page.getByRole('combobox', { name: 'Reported by' })).toHaveValue(new RegExp(metric));
    });
  }

  test('stands in the toolbar of Explore where the query is about memory', async ({ page, request }) => {
    const prometheus = await addDatasource(request, 'prometheus', { url: PROMETHEUS_URL });
    const explore = (expr: string) => {
      const datasource = { uid: prometheus.uid, type: 'prometheus' };
      const pane = {
        datasource: prometheus.uid,
        queries: [{ refId: 'A', expr, datasource }],
        range: { from: 'now-10m', to: 'now' },
      };
      return page.goto(`/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ e2e: pane }))}`);
    };
    await explore('container_memory_working_set_bytes{container="api"}');
    await page.getByRole('button', { name: 'Add', exact: true }).click(LOADING);
    await page.getByRole('menuitem', { name: 'Explain this memory' }).click();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expectContainer(page, 'api');

    await explore('up');
    await page
      .getByRole('button', { name: 'Add to dashboard' })
      .or(page.getByRole('button', { name: 'Add' }))
      .click();
    await expect(page.getByRole('menuitem', { name: 'Explain this memory' })).toHaveCount(0);
    await request.delete(`/api/datasources/uid/${prometheus.uid}`);
  });

  test('stands at each instance of an alert, of PromQL and of our own data source', async ({
    page,
    request,
    datasource,
  }) => {
    test.slow(); // rules are evaluated every ten seconds
    const prometheus = await addDatasource(request, 'prometheus', { url: PROMETHEUS_URL });
    const folder = `e2e${Date.now()}`;
    const rules = {
      promql: { source: prometheus, model: { expr: 'go_memstats_alloc_bytes{job="api"}', instant: true } },
      ours: {
        source: datasource,
        model: {
          queryType: 'signal',
          version: 1,
          measures: ['divergence_bytes'],
          filters: [{ key: 'container', operator: '=', value: 'api' }],
        },
      },
    };
    await saveRules(request, folder, rules);
    for (const name of Object.keys(rules)) {
      await expect.poll(() => instancesOf(request, folder + name), { timeout: 60_000 }).toEqual(['Alerting']);
      await page.goto(`/alerting/grafana/${folder}${name}/view?tab=instances`);
      const actions = page.getByRole('button', { name: 'Actions' });
      await actions.click(LOADING);
      await page.getByRole('menuitem', { name: 'Explain this memory' }).click();
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await expectContainer(page, 'api');
    }
    await request.delete(`/api/folders/${folder}?forceDeleteRules=true`);
    await request.delete(`/api/datasources/uid/${prometheus.uid}`);
  });

  test('says what it did not look at, and lists what may be meant', async ({ page, datasource }) => {
    const expr = encodeURIComponent('container_memory_rss{image!="", container=~"api|leaky"}');
    await page.goto(`/a/${APP}/explain?datasource=${datasource.uid}&expr=${expr}`);
    await expect(page.getByText('Not looked at: image')).toBeVisible();
    await expect(page.getByRole('link', { name: /api/ })).toBeVisible();
    await expect(page.getByRole('link', { name: /leaky/ })).toBeVisible();
  });

  test('says why there is no container', async ({ page, datasource }) => {
    const go = (expr: string) =>
      page.goto(`/a/${APP}/explain?datasource=${datasource.uid}&expr=${encodeURIComponent(expr)}`);
    await go('container_memory_rss{container="<b>none</b>"}');
    await expect(page.getByText('No container fits the query')).toBeVisible();
    await expect(page.getByText('container_memory_rss{container="<b>none</b>"}')).toBeVisible();
    await go('1 + 1');
    await expect(page.getByText('The query names no metric')).toBeVisible();
    await go('container_memory_rss{container=~"api("}');
    await expect(page.getByText(/container=~"api\(".*regular expression/)).toBeVisible();
  });
});

async function expectContainer(page: Page, name: string) {
  await expect(page).toHaveURL(new RegExp(`/a/${APP}/container\\?.*container=${name}`), LOADING);
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible(LOADING);
}

/** The states of a rule's instances, as Grafana's page asks for them. */
async function instancesOf(request: APIRequestContext, rule: string): Promise<string[]> {
  const answer = await request.get(`/api/prometheus/grafana/api/v1/rules?rule_name=${rule}`);
  const { groups } = (await answer.json()).data;
  return groups.flatMap(({ rules }: { rules: Rule[] }) =>
    rules.filter(({ name }) => name === rule).flatMap(({ alerts }) => (alerts ?? []).map(({ state }) => state))
  );
}

interface Rule {
  name: string;
  alerts?: Array<{ state: string }>;
}

/** Rules that fire whenever there is a number, in a folder of their own; their uids are the folder's and their names. */
async function saveRules(
  request: APIRequestContext,
  folder: string,
  rules: Record<string, { source: Stored; model: object }>
) {
  const made = await request.post('/api/folders', { data: { uid: folder, title: folder } });
  expect(made.ok(), await made.text()).toBe(true);
  const threshold = {
    refId: 'B',
    datasourceUid: '__expr__',
    model: {
      refId: 'B',
      type: 'threshold',
      expression: 'A',
      conditions: [{ evaluator: { type: 'gt', params: [0] } }],
    },
  };
  const saved = await request.put(`/api/v1/provisioning/folder/${folder}/rule-groups/e2e`, {
    data: {
      interval: 10,
      rules: Object.entries(rules).map(([name, { source, model }]) => ({
        ...{ uid: `${folder}${name}`, title: `${folder}${name}`, orgID: 1, folderUID: folder, ruleGroup: 'e2e' },
        ...{ condition: 'B', for: '0s', noDataState: 'OK', execErrState: 'Error' },
        data: [
          {
            refId: 'A',
            datasourceUid: source.uid,
            relativeTimeRange: { from: 600, to: 0 },
            model: { refId: 'A', ...model },
          },
          threshold,
        ],
      })),
    },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
}
