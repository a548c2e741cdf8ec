import { locationUtil, urlUtil } from '@grafana/data';
import { type Identity } from './identity';
import { QUERY_VERSION } from '../datasource/types';

// Every address that the app links to, relative to Grafana's root: Grafana's own link components put its sub-path before.

export const APP_ID = 'memledger-gomemory-app';
export const DATASOURCE_TYPE = 'memledger-gomemory-datasource';
const DASHBOARD_UID = 'memledger-container-memory';

interface ContainerParameters extends Identity {
  datasource: string;
  tool?: string;
  heap?: string;
  from?: string;
  to?: string;
}

export const appUrls = {
  fleet: (parameters: { datasource?: string; search?: string } = {}) =>
    urlUtil.renderUrl(`/a/${APP_ID}/fleet`, withoutEmpty(parameters)),
  container: (parameters: ContainerParameters) => urlUtil.renderUrl(`/a/${APP_ID}/container`, withoutEmpty(parameters)),
  setup: (parameters: { datasource?: string; search?: string } = {}) =>
    urlUtil.renderUrl(`/a/${APP_ID}/setup`, withoutEmpty(parameters)),
};

/** The list of types. A nested data source has no page of its own in Grafana's catalogue. */
export const ADD_DATASOURCE_URL = '/connections/datasources/new';

export function datasourceSettingsUrl(uid: string): string {
  return `/connections/datasources/edit/${encodeURIComponent(uid)}`;
}

interface DashboardVariables {
  datasource: string;
  cluster?: string | null;
  namespace?: string | null;
  pod?: string | null;
  container?: string | null;
  tool?: string;
}

export function dashboardUrl(variables: DashboardVariables): string {
  const parameters = Object.entries(withoutEmpty(variables)).map(([name, value]) => [`var-${name}`, value]);
  return urlUtil.renderUrl(`/d/${DASHBOARD_UID}`, Object.fromEntries(parameters));
}

/** Explore with one query; the range as in the address: relative, or Unix ms. */
export function exploreUrl(
  { uid, type }: { uid: string; type: string },
  query: object = { version: QUERY_VERSION, queryType: 'ledger', filters: [] },
  range: { from: string; to: string } = { from: 'now-1h', to: 'now' }
): string {
  const pane = { datasource: uid, queries: [{ refId: 'A', ...query, datasource: { uid, type } }], range };
  return urlUtil.renderUrl('/explore', { schemaVersion: 1, panes: JSON.stringify({ memledger: pane }) });
}

function withoutEmpty(parameters: object): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value));
}

/** For plain links, which know nothing of the sub-path that Grafana may be served under. */
export function hrefOf(url: string): string {
  return locationUtil.assureBaseUrl(url);
}
