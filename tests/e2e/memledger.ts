import { expect, test as base } from '@grafana/plugin-e2e';
import type { APIRequestContext, Page } from '@playwright/test';

// What every end-to-end test stands on: a data source of its own, and a watch on what the browser was refused.

export { expect };

export const APP = 'memledger-gomemory-app';
export const DATASOURCE_TYPE = 'memledger-gomemory-datasource';
const OUR_FILES = /\/public\/plugins\/memledger-gomemory-(app|datasource|panel)\//;

/** A Prometheus with containers, for the tests that need real answers. As the Grafana server reaches it. */
export const PROMETHEUS_URL = process.env.MEMLEDGER_PROMETHEUS_URL;

/** Grafana itself takes its time on a busy machine. */
export const LOADING = { timeout: 30_000 };

export interface Stored {
  uid: string;
  name: string;
}

interface Fixtures {
  datasource: Stored;
  watch: void;
}

export const test = base.extend<Fixtures>({
  // Grafana renews a session's cookie after ten minutes, in the one test that meets it: each signs in by itself.
  storageState: async ({ playwright, baseURL, user, storageState }, use) => {
    if (!process.env.GRAFANA_URL) {
      await use(storageState);
      return;
    }
    const request = await playwright.request.newContext({ baseURL });
    const response = await request.post('/login', { data: user });
    expect(response.ok(), `${user?.user} signs in: ${response.status()}`).toBe(true);
    await use(await request.storageState());
    await request.dispose();
  },

  datasource: async ({ request }, use) => {
    const stored = await addDatasource(request, DATASOURCE_TYPE, { url: PROMETHEUS_URL ?? 'http://127.0.0.1:9090' });
    await use(stored);
    await request.delete(`/api/datasources/uid/${stored.uid}`);
  },

  // On whether a test asks for it or not.
  watch: [
    async ({ page }, use) => {
      const found = watched(page);
      await use();
      expect(found, 'refused files and console errors of the plugin').toEqual([]);
    },
    { auto: true },
  ],
});

/** Call it first in every file: without a Grafana the tests are named, and skipped. */
export function needGrafana() {
  test.skip(!process.env.GRAFANA_URL, 'no Grafana: set GRAFANA_URL');
}

export async function addDatasource(request: APIRequestContext, type: string, settings: object): Promise<Stored> {
  const name = `e2e ${type} ${Date.now()} ${Math.random().toString(36).slice(2)}`;
  const response = await request.post('/api/datasources', { data: { name, type, access: 'proxy', ...settings } });
  expect(response.ok(), await response.text()).toBe(true);
  const { datasource } = await response.json();
  return { uid: datasource.uid, name };
}

function watched(page: Page): string[] {
  const found: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400 && OUR_FILES.test(response.url())) {
      found.push(`${response.status()} ${response.url()}`);
    }
  });
  page.on('console', (message) => {
    const { url } = message.location();
    // Grafana logs what a plugin's module threw from files of its own; the module's name is then in the text.
    if (message.type() === 'error' && (OUR_FILES.test(url) || message.text().includes('memledger-gomemory'))) {
      // An answer of 4xx or 5xx to a question is no error of the page; the files above are held to more.
      if (!message.text().startsWith('Failed to load resource')) {
        found.push(`console: ${message.text()}`);
      }
    }
  });
  page.on('pageerror', (error) => {
    if (OUR_FILES.test(error.stack ?? '')) {
      found.push(`thrown: ${error.message}`);
    }
  });
  return found;
}

/** The address of Explore with one query. */
export function exploreUrl({ uid }: Stored, query: object): string {
  const datasource = { uid, type: DATASOURCE_TYPE };
  const pane = {
    datasource: uid,
    queries: [{ refId: 'A', datasource, version: 1, ...query }],
    range: { from: 'now-15m', to: 'now' },
  };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ e2e: pane }))}`;
}

/** Answers with the uid; the test that saves it removes it. */
export async function saveDashboard(request: APIRequestContext, dashboard: object): Promise<string> {
  const title = `e2e ${Date.now()} ${Math.random().toString(36).slice(2)}`;
  const time = { from: 'now-5m', to: 'now' };
  const data = { dashboard: { title, schemaVersion: 42, time, ...dashboard } };
  const response = await request.post('/api/dashboards/db', { data });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()).uid;
}
