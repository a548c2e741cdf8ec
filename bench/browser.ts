import { existsSync } from 'node:fs';
import { type Browser, type Page, chromium } from '@playwright/test';

/** The system's browser, as for the end-to-end tests; PLAYWRIGHT_CHROMIUM names another one. */
export function launchBrowser(): Promise<Browser> {
  const executablePath =
    process.env.PLAYWRIGHT_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
  return chromium.launch({ executablePath, args });
}

/** In Grafana, as its administrator. */
export async function signIn(page: Page, url: string) {
  await page.request.post(`${url}/login`, {
    data: { user: 'admin', password: process.env.GRAFANA_ADMIN_PASSWORD ?? 'admin' },
  });
}
