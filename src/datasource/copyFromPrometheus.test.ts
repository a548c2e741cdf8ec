import {
  copyFromPrometheus,
  leftToDo,
  reasonNotToCopy,
  type PrometheusSettings,
  type Settings,
} from './copyFromPrometheus';

function settings(changed: Partial<Settings> = {}): Settings {
  return {
    id: 7,
    uid: 'memledger',
    orgId: 1,
    name: 'Memledger',
    type: 'memledger-gomemory-datasource',
    typeName: 'Memledger',
    typeLogoUrl: '',
    access: 'proxy',
    url: '',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    jsonData: {},
    secureJsonFields: {},
    readOnly: false,
    withCredentials: false,
    ...changed,
  };
}

function prometheus(changed: Partial<PrometheusSettings> = {}): PrometheusSettings {
  return {
    ...settings(),
    id: 3,
    uid: 'prom',
    name: 'Prometheus',
    type: 'prometheus',
    url: 'https://mimir.example/prometheus',
    basicAuth: true,
    basicAuthUser: 'reader',
    jsonData: {
      httpMethod: 'GET',
      timeInterval: '30s',
      customQueryParameters: 'max_source_resolution=5m',
      tlsAuth: true,
      tlsAuthWithCACert: true,
      tlsSkipVerify: false,
      serverName: 'mimir.example',
      httpHeaderName10: 'X-Tenth',
      httpHeaderName2: 'X-Scope-OrgID',
      exemplarTraceIdDestinations: [],
    },
    secureJsonFields: { basicAuthPassword: true, httpHeaderValue2: true },
    ...changed,
  };
}

test('the connection comes over, under our own name and type', () => {
  const copied = copyFromPrometheus(settings({ jsonData: { timeout: 9 } }), prometheus());
  expect(copied).toMatchObject({
    uid: 'memledger',
    name: 'Memledger',
    type: 'memledger-gomemory-datasource',
    url: 'https://mimir.example/prometheus',
    access: 'proxy',
    basicAuth: true,
    basicAuthUser: 'reader',
  });
  expect(copied.jsonData).toEqual({
    httpMethod: 'GET',
    timeInterval: '30s',
    customQueryParameters: 'max_source_resolution=5m',
    timeout: undefined,
    keepCookies: undefined,
    oauthPassThru: undefined,
    tlsAuth: true,
    tlsAuthWithCACert: true,
    tlsSkipVerify: false,
    serverName: 'mimir.example',
    httpHeaderName1: 'X-Scope-OrgID',
    httpHeaderName2: 'X-Tenth',
    linkedPrometheusUid: 'prom',
  });
});

test('no secret comes over, even if an answer held one', () => {
  const source = prometheus({
    secureJsonData: { basicAuthPassword: 'hunter2', httpHeaderValue2: 'tenant' },
    jsonData: { password: 'hunter2', httpHeaderName1: 'Authorization', httpHeaderValue1: 'hunter2' },
  });
  const copied = copyFromPrometheus(settings(), source);
  expect(JSON.stringify(copied)).not.toContain('hunter2');
  expect(copied.secureJsonFields).toEqual({});
  expect(copied.secureJsonData).toEqual({});
});

test('secrets and headers meant for the former server are forgotten', () => {
  const before = settings({
    secureJsonFields: { basicAuthPassword: true, httpHeaderValue1: true },
    secureJsonData: { httpHeaderValue1: 'for the old server' },
    jsonData: { httpHeaderName1: 'X-Old', httpHeaderName3: 'X-Older' } as Settings['jsonData'],
  });
  const copied = copyFromPrometheus(before, prometheus({ jsonData: {} }));
  expect(Object.keys(copied.jsonData).filter((key) => key.startsWith('httpHeader'))).toEqual([]);
  expect(copied.secureJsonFields).toEqual({});
  expect(copied.secureJsonData).toEqual({ basicAuthPassword: '', httpHeaderValue1: '' });
});

test('says what is left to do', () => {
  expect(leftToDo(prometheus({ access: 'direct' }))).toEqual([
    'Enter the password of basic authentication.',
    'Under HTTP headers, enter the value of X-Scope-OrgID.',
    'Under HTTP headers, enter the value of X-Tenth.',
    'Enter the TLS client certificate and its key.',
    'Enter the CA certificate.',
    'Check that the Grafana server can reach the URL: until now the browser asked it.',
  ]);
  expect(leftToDo(prometheus({ basicAuth: false, jsonData: {} }))).toEqual([]);
});

test.each([
  ['SigV4', { jsonData: { sigV4Auth: true } }],
  ['SigV4', { type: 'grafana-amazonprometheus-datasource', jsonData: {} }],
  ['Azure', { jsonData: { azureCredentials: { authType: 'msi' } } }],
  ['Azure', { type: 'grafana-azureprometheus-datasource', jsonData: {} }],
])('%s cannot be copied: %j', (name, changed) => {
  expect(reasonNotToCopy(prometheus(changed))).toContain(name);
});

test('a plain one can', () => {
  expect(reasonNotToCopy(prometheus())).toBeUndefined();
});
