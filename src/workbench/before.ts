// A script of its own that runs before the page's: libraries read this as soon as they are loaded.

interface Globals {
  grafanaBootData?: unknown;
  __zod_globalConfig?: { jitless: boolean };
}

const globals = globalThis as Globals;

// What Grafana's server writes into its page, for @grafana/runtime.
globals.grafanaBootData = {
  assets: {},
  settings: { featureToggles: {}, buildInfo: { version: '', env: 'production' } },
  user: { isSignedIn: false, orgRole: 'Viewer', locale: 'en-US', language: 'en-US' },
  navTree: [],
};

// The page's content policy forbids code made of text, which zod, beneath Grafana's themes, otherwise tries.
globals.__zod_globalConfig = { jitless: true };

export {};
