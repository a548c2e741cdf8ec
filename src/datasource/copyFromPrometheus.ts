import { type DataSourceSettings } from '@grafana/data';
import { type MemledgerOptions, type MemledgerSecrets } from './types';

export type Settings = DataSourceSettings<MemledgerOptions, MemledgerSecrets>;
/** A Prometheus data source as Grafana's API shows it: it names its secrets and never tells them. */
export type PrometheusSettings = DataSourceSettings<Record<string, unknown>>;

/** Plugin ids of data sources that speak Prometheus. The last two exist for clouds whose sign-in we do not have. */
export const PROMETHEUS_TYPES = [
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
];

const COPIED_KEYS = [
  'httpMethod',
  'timeInterval',
  'customQueryParameters',
  'timeout',
  'keepCookies',
  'oauthPassThru',
  'tlsAuth',
  'tlsAuthWithCACert',
  'tlsSkipVerify',
  'serverName',
] as const;

const HEADER_NAME = /^httpHeaderName(\d+)$/;

/** Why it cannot be copied, in a sentence; undefined if it can. */
export function reasonNotToCopy({ type, jsonData }: Pick<PrometheusSettings, 'type' | 'jsonData'>): string | undefined {
  if (type === 'grafana-amazonprometheus-datasource' || jsonData.sigV4Auth) {
    return 'It signs its requests with SigV4, which Memledger does not support.';
  }
  if (type === 'grafana-azureprometheus-datasource' || jsonData.azureCredentials || jsonData.azureAuthType) {
    return 'It signs in to Azure, which Memledger does not support.';
  }
  return undefined;
}

/**
 * The settings with the connection of a Prometheus data source. Secrets of either are left behind: those of the source
 * cannot be read, and those that were here were meant for another server.
 */
export function copyFromPrometheus(settings: Settings, source: PrometheusSettings): Settings {
  const kept = Object.entries(settings.jsonData).filter(([key]) => !HEADER_NAME.test(key));
  const headers = headerNames(source).map((name, index) => [`httpHeaderName${index + 1}`, name]);
  const copied = COPIED_KEYS.map((key) => [key, source.jsonData[key]]);
  return {
    ...settings,
    url: source.url,
    // The backend asks, never the browser.
    access: 'proxy',
    basicAuth: source.basicAuth,
    basicAuthUser: source.basicAuthUser,
    withCredentials: false,
    jsonData: {
      ...Object.fromEntries(kept),
      ...Object.fromEntries(copied),
      ...Object.fromEntries(headers),
      linkedPrometheusUid: source.uid,
    },
    secureJsonFields: {},
    // An empty text is how Grafana is told to forget a secret.
    secureJsonData: Object.fromEntries(Object.keys(settings.secureJsonFields ?? {}).map((key) => [key, ''])),
  };
}

/** What a person has to do that copying cannot, a line each. */
export function leftToDo(source: PrometheusSettings): string[] {
  const { basicAuth, jsonData, access } = source;
  return [
    basicAuth && 'Enter the password of basic authentication.',
    ...headerNames(source).map((name) => `Under HTTP headers, enter the value of ${name}.`),
    jsonData.tlsAuth && 'Enter the TLS client certificate and its key.',
    jsonData.tlsAuthWithCACert && 'Enter the CA certificate.',
    access === 'direct' && 'Check that the Grafana server can reach the URL: until now the browser asked it.',
  ].filter((line): line is string => typeof line === 'string');
}

/** In their order, which `httpHeaderName10` before `httpHeaderName2` is not. */
function headerNames({ jsonData }: PrometheusSettings): string[] {
  return Object.entries(jsonData)
    .flatMap(([key, name]) => {
      const place = HEADER_NAME.exec(key)?.[1];
      return place && typeof name === 'string' && name !== '' ? [{ place: Number(place), name }] : [];
    })
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);
}
