import type { Server } from './checks/ask.ts';
import { say } from './lib/say.ts';
import type { Service } from './lib/process.ts';
import { type Grafana, login, startGrafana } from './services/grafana.ts';
import { startWorkbench } from './services/memledger.ts';

/** A server of the data source, and where a person looks at it. */
export interface Page extends Server {
  page: string;
  /** The name under which `--then` commands know its address. */
  variable: 'GRAFANA_URL' | 'MEMLEDGER_WORKBENCH_URL';
  alerts: boolean;
}

export interface PageContext {
  prometheus: string;
  runDir: string;
  keep: (service: Service) => void;
  signal: AbortSignal;
}

const DATASOURCE = 'memledger';

export async function openGrafana(grafana: Grafana, port: number, context: PageContext): Promise<Page> {
  say('Starting Grafana …');
  context.keep(await startGrafana(grafana, port, context.prometheus, context.runDir, context.signal));
  const url = `http://127.0.0.1:${port}`;
  return {
    ...{ url, datasource: DATASOURCE, headers: login(), variable: 'GRAFANA_URL', alerts: true },
    page: `${url}/d/memledger-incident (admin/admin)`,
  };
}

export async function openWorkbench(port: number, context: PageContext): Promise<Page> {
  say('Starting the workbench …');
  context.keep(await startWorkbench(port, context.prometheus, context.runDir, context.signal));
  const url = `http://127.0.0.1:${port}`;
  return {
    ...{ url, datasource: DATASOURCE, variable: 'MEMLEDGER_WORKBENCH_URL', alerts: false },
    page: `${url}/?container=api`,
  };
}
