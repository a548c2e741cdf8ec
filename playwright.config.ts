import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';
import baseConfig from './.config/playwright.config';

// The system's browser: Playwright downloads none. PLAYWRIGHT_CHROMIUM names another one.
const executablePath =
  process.env.PLAYWRIGHT_CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

// Tests run against a Grafana that is there. Without one they are listed, and skipped, and nobody logs in.
const { projects = [], ...base } = baseConfig;
const withoutLogin = projects
  .filter(({ name }) => name !== 'auth')
  .map(({ dependencies, use, ...project }) => ({ ...project, use: { ...use, storageState: undefined } }));

export default defineConfig<PluginOptions>(base, {
  testDir: './tests/e2e',
  // A machine that runs Grafana, Prometheus and the browser at once takes its time.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  projects: process.env.GRAFANA_URL ? projects : withoutLogin,
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    launchOptions: {
      executablePath,
      // Chromium's sandbox refuses to start for root, which is what containers and CI often are.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
