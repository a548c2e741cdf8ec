import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { choosePort } from '../../demo/lib/ports.ts';
import { type Service, which } from '../../demo/lib/process.ts';
import { startPrometheus } from '../../demo/services/prometheus.ts';
import { addDatasource, APP, DATASOURCE_TYPE, expect, needGrafana, test } from './memledger.ts';

needGrafana();

// What a real cAdvisor and a real client_golang showed of one container; tests/programs/testdata says whence.
const RECORDED = path.join(__dirname, '../programs/testdata/cadvisor_0_60_v1_podman');
const PROMETHEUS = which('prometheus');

let prometheus: Service | undefined;
let url = '';
const pages: Server[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'memledger-plain-'));

test.beforeAll(async () => {
  if (!PROMETHEUS || !process.env.GRAFANA_URL) {
    return;
  }
  const port = await choosePort(20000 + (process.pid % 20000), new Set());
  url = `http://127.0.0.1:${port}`;
  // A job and an address that say nothing of the container: no rule can join them.
  const jobs = [
    { name: 'cadvisor', target: await serve('cadvisor.prom') },
    { name: 'app', target: await serve('clientgolang.prom') },
  ];
  prometheus = await startPrometheus(PROMETHEUS, port, jobs, folder, AbortSignal.timeout(30_000));
  const isScraped = async () => (await (await fetch(`${url}/api/v1/query?query=sum(up)`)).text()).includes('"2"');
  await expect.poll(isScraped, { timeout: 15_000 }).toBe(true);
});

test.afterAll(async () => {
  await prometheus?.stop();
  pages.forEach((page) => page.close());
  rmSync(folder, { recursive: true, force: true });
});

test('plain cAdvisor and client_golang: from a server where nothing joins to the joined container', async ({
  page,
  request,
}) => {
  test.skip(!PROMETHEUS, 'no prometheus in the PATH');
  test.setTimeout(60_000);
  const datasource = await addDatasource(request, DATASOURCE_TYPE, { url });
  try {
    await page.goto(`/a/${APP}/setup?datasource=${datasource.uid}`);
    const joined = page.getByRole('list', { name: 'Progress' }).getByRole('listitem').nth(3);
    await expect(joined).toContainText('No container yet: 1 Go target without a container');
    const failed = page.getByRole('region', { name: 'Not joined: 1' });
    await expect(failed).toContainText('container="memledger-shop"');
    const binding = await failed.getByLabel('the binding', { exact: true }).innerText();

    await failed.getByRole('link', { name: 'settings of the data source' }).click();
    await page.getByRole('button', { name: 'Paste binding' }).click();
    await page.getByRole('textbox', { name: /^Binding as JSON/ }).fill(binding);
    await page.getByRole('button', { name: 'Add to the bindings' }).click();
    await page.getByRole('button', { name: 'Save & test' }).click();
    await expect(page.getByText(/1 container, 1 of them paired/)).toBeVisible();

    await page.getByRole('main').getByRole('link', { name: 'Setup', exact: true }).click();
    await expect(joined).toContainText('1 container with its Go side');
    await expect(page.getByRole('region', { name: 'Joined: 1' })).toContainText('memledger-shop');
    await page.getByRole('link', { name: 'Open the fleet' }).click();
    await page.getByRole('link', { name: 'memledger-shop' }).click();
    await expect(page.getByRole('heading', { name: 'memledger-shop', level: 1 })).toBeVisible();
    // container_memory_usage_bytes of the recorded page: 27586560 bytes.
    await expect(page.getByText('26.3 MiB').first()).toBeVisible();
  } finally {
    await request.delete(`/api/datasources/uid/${datasource.uid}`);
  }
});

/** Serves a recorded page on a port of its own, as of now: host:port. */
async function serve(name: string): Promise<string> {
  const text = readFileSync(path.join(RECORDED, name), 'utf8').replace(/ \d{13}$/gm, '');
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(text);
  });
  pages.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
