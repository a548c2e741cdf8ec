import { type DataSourceInstanceSettings } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
  type EchoSrv,
  type FetchError,
  type FetchResponse,
  setBackendSrv,
  setDataSourceSrv,
  setEchoSrv,
  setTemplateSrv,
  type TemplateSrv,
} from '@grafana/runtime';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type MemledgerDatasource } from '../datasource/datasource';
import { type MemledgerOptions } from '../datasource/types';

// The services of Grafana that the panel and the editors use, as far as they use them: requests to the server that
// served the page, one data source, no variables, no telemetry.

/** The one data source; the uid is that of internal/workbench. */
export const SETTINGS = {
  id: 1,
  uid: 'memledger',
  name: 'Memledger',
  type: 'memledger-gomemory-datasource',
  access: 'proxy',
  readOnly: true,
  jsonData: {},
  meta: { id: 'memledger-gomemory-datasource', name: 'Memledger', module: '', baseUrl: '', info: {} },
} as unknown as DataSourceInstanceSettings<MemledgerOptions>;

export async function installRuntime(makeDatasource: () => MemledgerDatasource): Promise<MemledgerDatasource> {
  await initPluginTranslations('memledger-gomemory-app');
  setEchoSrv({ flush() {}, addBackend() {}, addEvent() {} } as EchoSrv);
  setTemplateSrv(templateSrv);
  setBackendSrv(backendSrv);
  const datasource = makeDatasource();
  setDataSourceSrv({
    get: async () => datasource,
    getList: () => [SETTINGS],
    getInstanceSettings: () => SETTINGS,
    reload: async () => {},
    registerRuntimeDataSource() {},
  } as unknown as DataSourceSrv);
  return datasource;
}

const templateSrv: TemplateSrv = {
  getVariables: () => [],
  replace: (target = '') => target,
  containsTemplate: () => false,
  updateTimeRange() {},
};

function send<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
  return from(request<T>(options));
}

async function request<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { url, method = 'GET', data, params, headers } = options;
  const query = new URLSearchParams(
    Object.entries(params ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))
  ).toString();
  const response = await fetch(query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url, {
    method,
    headers: { ...headers, ...(data !== undefined && { 'Content-Type': 'application/json' }) },
    body: data === undefined ? undefined : JSON.stringify(data),
  }).catch(() => {
    throw failure(options, 0, 'The workbench does not answer', {
      message: 'The workbench does not answer. Has it ended?',
    });
  });
  const text = await response.text();
  const body = parse(text);
  if (!response.ok) {
    throw failure(options, response.status, response.statusText, body);
  }
  return { ...pick(response), data: body as T, config: options };
}

const pick = ({ headers, ok, redirected, status, statusText, type, url }: Response) => ({
  ...{ headers, ok, redirected, status, statusText, type, url },
});

function failure(config: BackendSrvRequest, status: number, statusText: string, data: unknown): FetchError {
  return { config, status, statusText, data };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}

const body = async <T>(options: BackendSrvRequest) => (await lastValueFrom(send<T>(options))).data;

const backendSrv = {
  fetch: send,
  get: (url: string, params?: BackendSrvRequest['params']) => body({ url, params }),
  post: (url: string, data?: unknown) => body({ url, method: 'POST', data }),
} as unknown as BackendSrv;
