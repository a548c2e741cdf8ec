import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Service, which } from '../lib/process.ts';
import { until } from '../lib/say.ts';
import { SCRAPE_INTERVAL } from './prometheus.ts';

export const PLUGIN_ID = 'memledger-gomemory-app';
/** Another plugin that tests want in the same Grafana: a folder that has its id for a name. */
const BESIDE = process.env.MEMLEDGER_PLUGIN_BESIDE;
const OURS = [PLUGIN_ID, 'memledger-gomemory-datasource', 'memledger-gomemory-panel'];
const UNSIGNED = [...OURS, ...(BESIDE ? [path.basename(BESIDE)] : [])].join(',');

/** What the demo's Grafana, bound to this machine only, lets in. */
export const login = () => ({ Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` });

export interface Grafana {
  program: string;
  home: string;
}

/** The installed Grafana: a program on the PATH, and the home folder that belongs to it. */
export function findGrafana(): Grafana | undefined {
  const program = which('grafana');
  if (!program) {
    return undefined;
  }
  const real = realpathSync(program);
  // <home>/bin/grafana in the archives and in a build from source; packages keep the home elsewhere.
  const homes = [path.dirname(path.dirname(real)), process.env.GF_PATHS_HOME ?? '', '/usr/share/grafana'];
  const home = homes.find((dir) => dir !== '' && existsSync(path.join(dir, 'conf', 'defaults.ini')));
  return home === undefined ? undefined : { program: real, home };
}

/** Grafana's settings for the demo: this machine only, nothing sent or fetched, our plugins unsigned. */
export function grafanaEnvironment(
  port: number,
  runDir: string,
  pluginsDir: string,
  provisioning: string,
  prometheus: string
) {
  return {
    MEMLEDGER_PROMETHEUS_URL: prometheus,
    MEMLEDGER_SCRAPE_INTERVAL: SCRAPE_INTERVAL,
    MEMLEDGER_PROVISIONING_DIR: provisioning,
    GF_PATHS_DATA: path.join(runDir, 'grafana'),
    GF_PATHS_LOGS: path.join(runDir, 'grafana', 'log'),
    GF_PATHS_PLUGINS: pluginsDir,
    GF_PATHS_PROVISIONING: provisioning,
    GF_LOG_MODE: 'console',
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(port),
    GF_SECURITY_ADMIN_USER: 'admin',
    GF_SECURITY_ADMIN_PASSWORD: 'admin',
    GF_SECURITY_DISABLE_GRAVATAR: 'true',
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    // The end-to-end tests keep one session, which Grafana would else rename, and the old name forget, after ten minutes.
    GF_AUTH_TOKEN_ROTATION_INTERVAL_MINUTES: '1440',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    GF_SNAPSHOTS_EXTERNAL_ENABLED: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_PLUGINS_PREINSTALL_AUTO_UPDATE: 'false',
    GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: UNSIGNED,
  };
}

/** What is provisioned, with the alert rules at the demo's pace. */
function provision(runDir: string): string {
  const folder = path.join(runDir, 'provisioning');
  cpSync('provisioning', folder, { recursive: true });
  cpSync('demo/alerting', path.join(folder, 'alerting'), { recursive: true });
  return folder;
}

export async function startGrafana(
  { program, home }: Grafana,
  port: number,
  prometheus: string,
  runDir: string,
  signal: AbortSignal
): Promise<Service> {
  const pluginsDir = path.join(runDir, 'plugins');
  mkdirSync(pluginsDir, { recursive: true });
  symlinkSync(path.resolve('dist'), path.join(pluginsDir, PLUGIN_ID));
  if (BESIDE) {
    symlinkSync(path.resolve(BESIDE), path.join(pluginsDir, path.basename(BESIDE)));
  }
  const env = grafanaEnvironment(port, runDir, pluginsDir, provision(runDir), prometheus);
  const args = ['server', '--homepath', home];
  const service = new Service('Grafana', program, args, path.join(runDir, 'grafana.log'), { cwd: home, env });
  const ready = until(
    'Grafana is ready',
    120,
    async () => (await fetch(`http://127.0.0.1:${port}/api/health`)).ok || undefined,
    signal
  );
  await Promise.race([ready, service.failed]).catch(async (error) => {
    await service.stop();
    throw error;
  });
  return service;
}
