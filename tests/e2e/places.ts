import type { APIRequestContext, Page } from '@playwright/test';
import { emptySetup, setupAnswer } from '../../src/testing/setup.ts';
import { APP, DATASOURCE_TYPE, exploreUrl, saveDashboard, type Stored } from './memledger.ts';

// Every page, view, editor, empty and error state that a person may see, on the demo's containers: what the pictures
// are taken of and what axe looks at.

export interface Place {
  name: string;
  url: (stage: Stage) => string;
  /** What of the page is ours. */
  root: string;
  /** Before the page is opened: an answer that the demo does not give. */
  pretend?: (page: Page) => Promise<unknown>;
  /** What has to be there; the root, where absent. */
  ready?: (page: Page) => Promise<unknown>;
}

export interface Stage {
  datasource: Stored;
  /** With the views, a variable and an annotation. */
  dashboard: string;
}

const VIEWS = [
  { view: 'breakdown', query: { queryType: 'ledger' } },
  { view: 'gap', query: { queryType: 'divergence', format: 'table' } },
  { view: 'tools', query: { queryType: 'tools', format: 'table' } },
  { view: 'timeline', query: { queryType: 'ledger' } },
];

export async function saveStage(request: APIRequestContext, datasource: Stored): Promise<Stage> {
  const source = { type: DATASOURCE_TYPE, uid: datasource.uid };
  const filters = [{ key: 'container', operator: '=', value: '$container' }];
  const panel = (title: string, view: string, query: object, index: number) => ({
    id: index + 1,
    title,
    type: 'memledger-gomemory-panel',
    datasource: source,
    options: { view },
    gridPos: { x: 0, y: 12 * index, w: 24, h: 12 },
    targets: [{ refId: 'A', datasource: source, version: 1, filters, ...query }],
  });
  const dashboard = await saveDashboard(request, {
    templating: {
      list: [
        {
          name: 'container',
          type: 'query',
          datasource: source,
          query: { refId: 'v', version: 1, queryType: 'variable', variable: { kind: 'containers' }, filters: [] },
          current: { text: 'api', value: 'api' },
          refresh: 1,
        },
      ],
    },
    annotations: {
      list: [{ name: 'Events', datasource: source, enable: true, iconColor: 'red', target: { refId: 'Anno' } }],
    },
    panels: [
      ...VIEWS.map(({ view, query }, index) => panel(view, view, query, index)),
      panel('another query than the view draws', 'tools', { queryType: 'ledger' }, VIEWS.length),
      panel('no container', 'breakdown', { queryType: 'ledger', filters: [{ ...filters[0], value: 'nobody' }] }, 5),
    ],
  });
  return { datasource, dashboard };
}

const page = (path: string, parameters: Record<string, string> = {}) =>
  function urlOf({ datasource }: Stage) {
    return `/a/${APP}/${path}?${new URLSearchParams({ datasource: datasource.uid, ...parameters })}`;
  };

const answer = (url: RegExp, reply: object) => (on: Page) => on.route(url, (route) => route.fulfill(reply));
/** As a server that takes its time. */
const never = (url: RegExp) => (on: Page) => on.route(url, () => new Promise<void>(() => undefined));
const QUERY = /\/api\/ds\/query/;
const SETUP = /\/resources\/setup(\?|$)/;
/** Every query of the page fails, as where the server is not there. */
const refuseAll = (on: Page) =>
  on.route(QUERY, (route) => {
    const queries: Array<{ refId: string }> = route.request().postDataJSON().queries;
    const results = queries.map(({ refId }) => [refId, { status: 502, error: 'connection refused' }]);
    return route.fulfill({ status: 400, json: { results: Object.fromEntries(results) } });
  });
const REFUSED = { status: 502, json: { message: 'connection refused' } };

const text = (words: string | RegExp) => (on: Page) => on.getByText(words).first().waitFor({ timeout: 30_000 });
const FLEET = '[aria-label="Fleet"]';
const CONTAINER = '[aria-label="Container"]';
const SETUP_ROOT = '[aria-label="Setup"]';
const PANEL = '[data-testid="data-testid panel content"]';
const EDITOR = '[data-testid="data-testid Query editor row"], [aria-label="Query editor row"]';
const API = { container: 'api', tool: 'podman_4_0', from: 'now-5m', to: 'now' };

/** The drawer slides in. */
async function settled(on: Page) {
  const drawer = on.getByRole('dialog');
  await drawer.getByRole('heading').first().waitFor({ timeout: 30_000 });
  await on.waitForFunction(() => {
    const box = document.querySelector('[role="dialog"]')?.getBoundingClientRect();
    return box !== undefined && box.width > 0 && box.right <= window.innerWidth + 1;
  });
}

export const PAGES: Place[] = [
  { name: 'fleet', url: page('fleet'), root: FLEET, ready: (on) => on.getByRole('table').waitFor({ timeout: 30_000 }) },
  {
    name: 'fleet empty',
    url: page('fleet'),
    root: FLEET,
    pretend: answer(QUERY, { json: { results: {} } }),
    ready: text(/has no containers/),
  },
  {
    name: 'fleet refused',
    url: page('fleet'),
    root: FLEET,
    pretend: answer(QUERY, { status: 400, json: { results: { fleet: { status: 502, error: 'connection refused' } } } }),
    ready: text(/connection refused/),
  },
  { name: 'container', url: page('container', API), root: CONTAINER, ready: text('Page cache, inactive') },
  { name: 'container leaky', url: page('container', { ...API, container: 'leaky' }), root: CONTAINER },
  {
    name: 'container compare',
    url: page('container', { ...API, compare: 'moment' }),
    root: CONTAINER,
    ready: (on) => on.getByRole('region', { name: 'Compare' }).waitFor({ timeout: 30_000 }),
  },
  { name: 'container refused', url: page('container', API), root: CONTAINER, pretend: refuseAll },
  {
    name: 'container loading',
    url: page('container', API),
    root: CONTAINER,
    pretend: (on) => on.route(QUERY, () => undefined),
    ready: text(/^Asking what/),
  },
  {
    name: 'container several',
    url: page('container', { node: '127.0.0.1', from: 'now-5m', to: 'now' }),
    root: CONTAINER,
    ready: text(/containers match/),
  },
  {
    name: 'container links',
    url: page('container', API),
    root: '[role="menu"]',
    ready: (on) => on.getByRole('button', { name: 'Open in' }).click(),
  },
  { name: 'container unnamed', url: page('container'), root: 'main' },
  { name: 'container gone', url: page('container', { ...API, container: 'nobody' }), root: CONTAINER },
  {
    name: 'learn',
    url: page('container', API),
    root: '[role="dialog"]',
    ready: async (on) => {
      await on.getByRole('button', { name: 'Go heap', exact: true }).first().press('Enter');
      await settled(on);
    },
  },
  {
    name: 'learn cause',
    url: page('fleet', { learn: 'cause.page_cache' }),
    root: '[role="dialog"]',
    ready: settled,
  },
  {
    name: 'fleet ranked by growth',
    url: page('fleet', { rank: 'growth', tool: 'podman_4_0' }),
    root: FLEET,
    ready: (on) => on.getByRole('table').waitFor({ timeout: 30_000 }),
  },
  {
    name: 'fleet not found',
    url: page('fleet', { search: 'nobody' }),
    root: FLEET,
    ready: text(/No container matches/),
  },
  { name: 'fleet loading', url: page('fleet'), root: FLEET, pretend: never(QUERY), ready: text('Loading containers…') },
  {
    name: 'fleet of another data source',
    url: () => `/a/${APP}/fleet?datasource=gone`,
    root: 'main',
    ready: text('There is no such data source'),
  },
  {
    name: 'setup loading',
    url: page('setup'),
    root: SETUP_ROOT,
    pretend: never(SETUP),
    ready: text(/^Asking the server/),
  },
  { name: 'setup', url: page('setup'), root: SETUP_ROOT, ready: text('What was found') },
  { name: 'setup empty', url: page('setup'), root: SETUP_ROOT, pretend: answer(SETUP, { json: emptySetup() }) },
  { name: 'setup not joined', url: page('setup'), root: SETUP_ROOT, pretend: answer(SETUP, { json: setupAnswer() }) },
  {
    name: 'setup refused',
    url: page('setup'),
    root: 'main',
    pretend: answer(SETUP, REFUSED),
    ready: text(/connection refused/),
  },
  {
    name: 'explain',
    url: page('explain', { expr: 'container_memory_rss{image!="",container=~"api|leaky"}' }),
    root: 'main',
    ready: text('Not looked at: image'),
  },
  {
    name: 'explain unknown container',
    url: page('explain', { expr: 'container_memory_rss{container="nobody"}' }),
    root: 'main',
    ready: text('No container fits the query'),
  },
  {
    name: 'explain without container',
    url: page('explain', { expr: '1 + 1' }),
    root: 'main',
    ready: text('The query names no metric'),
  },
];

export const PANELS: Place[] = [
  ...VIEWS.map(({ view }, index) => ({
    name: `options ${view}`,
    url: ({ dashboard }: Stage) => `/d/${dashboard}?editPanel=${index + 1}&var-container=api`,
    root: 'main',
    ready: (on: Page) =>
      on
        .getByRole('combobox', { name: /View/ })
        .or(on.getByText('View', { exact: true }))
        .first()
        .waitFor({ timeout: 30_000 }),
  })),
  {
    name: 'views',
    url: ({ dashboard }) => `/d/${dashboard}?kiosk&var-container=api`,
    root: PANEL,
    ready: async (on) => {
      await on.locator('canvas').first().waitFor({ timeout: 30_000 });
      await text('Who counts what')(on).catch(() => undefined);
    },
  },
];

/** Those that come with the app, and the demo's. */
export const DASHBOARDS: Place[] = ['container-memory', 'fleet', 'before-an-oom', 'incident'].map((name) => ({
  name: `dashboard ${name}`,
  url: ({ datasource }) => `/d/memledger-${name}?kiosk&var-datasource=${datasource.uid}&var-container=api`,
  root: PANEL,
  ready: (on) => on.getByRole('link', { name: 'api' }).or(on.locator('canvas')).first().waitFor({ timeout: 30_000 }),
}));

const queries = [
  { queryType: 'ledger' },
  { queryType: 'divergence', tool: 'podman_4_0' },
  { queryType: 'signal', measures: ['growth_bytes_per_hour'] },
  { queryType: 'fleet', rank: 'growth' },
  { queryType: 'events' },
];

const editor = (name: string, query: object, ready?: Place['ready']): Place => ({
  name: `query ${name}`,
  url: ({ datasource }) => exploreUrl(datasource, query),
  root: EDITOR,
  ready: async (on) => {
    await on.getByRole('combobox', { name: 'Show' }).waitFor({ timeout: 30_000 });
    await ready?.(on);
  },
});

/** A rule as somebody finds it who begins one on our data source. */
const alertRule = ({ uid }: Stored) => ({
  type: 'grafana',
  name: 'Close to the limit',
  condition: 'B',
  queries: [
    {
      refId: 'A',
      datasourceUid: uid,
      relativeTimeRange: { from: 600, to: 0 },
      model: { refId: 'A', queryType: 'signal', version: 1, measures: ['unreclaimable_ratio'], filters: [] },
    },
    {
      refId: 'B',
      datasourceUid: '__expr__',
      model: {
        refId: 'B',
        type: 'threshold',
        expression: 'A',
        conditions: [{ evaluator: { type: 'gt', params: [0.9] } }],
      },
    },
  ],
});

/** The settings as they are once secrets are stored: Grafana tells that there are, and not what they are. */
const withSecrets = (on: Page) =>
  on.route(/\/api\/datasources\/uid\/[^/]+$/, async (route) => {
    const answer = await route.fetch();
    const settings = await answer.json();
    const json = {
      ...settings,
      basicAuth: true,
      basicAuthUser: 'reader',
      jsonData: { ...settings.jsonData, httpHeaderName1: 'X-Scope-OrgID' },
      secureJsonFields: { basicAuthPassword: true, httpHeaderValue1: true },
    };
    return route.fulfill({ response: answer, json });
  });

const FILTERS = [
  { key: 'container', operator: '=|', values: ['api', 'leaky'] },
  { key: 'node', operator: '=~', value: '.+' },
];

export const EDITORS: Place[] = [
  ...queries.map((query) => editor(query.queryType, { ...query, filters: FILTERS })),
  editor('PromQL', { queryType: 'tools', filters: FILTERS }, async (on) => {
    await on.getByRole('button', { name: 'PromQL' }).press('Enter');
    await on.getByRole('button', { name: 'Copy PromQL' }).waitFor();
  }),
  editor('refused', { queryType: 'ledger', tool: 'no_such_tool', filters: FILTERS }, text(/no_such_tool/)),
  {
    name: 'config',
    url: ({ datasource }) => `/connections/datasources/edit/${datasource.uid}`,
    root: 'form, #pageContent',
    ready: text('Server URL'),
  },
  {
    name: 'config refused',
    url: ({ datasource }) => `/connections/datasources/edit/${datasource.uid}`,
    root: '#pageContent',
    ready: async (on) => {
      await on.getByRole('textbox', { name: 'Data source connection URL' }).fill('http://127.0.0.1:1');
      await on.getByRole('button', { name: 'Save & test' }).click();
      await text(/127\.0\.0\.1:1\b.*refused/)(on);
      // It stands under a long form.
      await on
        .getByText(/127\.0\.0\.1:1\b.*refused/)
        .first()
        .scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'config with secrets',
    url: ({ datasource }) => `/connections/datasources/edit/${datasource.uid}`,
    root: '#pageContent',
    pretend: withSecrets,
    ready: async (on) => {
      const reset = on.getByRole('button', { name: 'Reset' });
      await reset.first().waitFor({ timeout: 30_000 });
      await reset.first().click();
      await on.getByPlaceholder('Password').waitFor();
    },
  },
  {
    name: 'alert rule',
    url: ({ datasource }) =>
      `/alerting/new/alerting?defaults=${encodeURIComponent(JSON.stringify(alertRule(datasource)))}`,
    root: EDITOR,
    ready: (on) => on.getByRole('combobox', { name: 'Measure' }).waitFor({ timeout: 30_000 }),
  },
  {
    name: 'variable',
    url: ({ dashboard }) => `/d/${dashboard}?editview=variables&editIndex=0`,
    root: 'form',
    ready: (on) => on.getByRole('combobox', { name: 'Values' }).waitFor({ timeout: 30_000 }),
  },
  {
    name: 'annotation',
    url: ({ dashboard }) => `/d/${dashboard}?editview=annotations&editIndex=1`,
    root: 'main',
    ready: text(/events \(from|No events found/),
  },
];
