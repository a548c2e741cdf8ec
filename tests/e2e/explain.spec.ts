import { addDatasource, APP, expect, needGrafana, PROMETHEUS_URL, test } from './memledger.ts';

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
