// What Grafana's server writes into its page. @grafana/runtime reads it when it is first imported, so this has to be
// imported before.
(globalThis as { grafanaBootData?: unknown }).grafanaBootData ??= {
  assets: {},
  settings: { featureToggles: {}, buildInfo: { version: '', env: 'production' } },
  user: { isSignedIn: false, orgRole: 'Viewer', locale: 'en-US', language: 'en-US' },
  navTree: [],
};

export {};
