import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../lib/disk.ts';
import { run, Service, which } from '../lib/process.ts';
import { until } from '../lib/say.ts';

const MODULE = 'github.com/prometheus/prometheus/cmd';
const VERSION = 'v0.316.0';

export const SCRAPE_INTERVAL = '2s';

export interface ScrapeJob {
  name: string;
  /** host:port */
  target: string;
  labels?: Record<string, string>;
}

/** Prometheus's configuration, with the labels that an ordinary user has: job and instance, and what a job adds. JSON is YAML. */
export function prometheusConfig(jobs: readonly ScrapeJob[]): string {
  return JSON.stringify(
    {
      global: { scrape_interval: SCRAPE_INTERVAL, scrape_timeout: SCRAPE_INTERVAL },
      scrape_configs: jobs.map(({ name, target, labels }) => ({
        job_name: name,
        static_configs: [{ targets: [target], ...(labels && { labels }) }],
      })),
    },
    null,
    2
  );
}

/** Prometheus from the PATH, else the pinned version. */
export async function findPrometheus(say: (text: string) => void, signal: AbortSignal): Promise<string> {
  return which('prometheus') ?? buildPrometheus(say, signal);
}

/** The pinned version, or its promtool, built once and kept outside the repository. */
export async function buildPrometheus(
  say: (text: string) => void,
  signal: AbortSignal,
  program: 'prometheus' | 'promtool' = 'prometheus'
): Promise<string> {
  const dir = path.join(cacheFolder(), `prometheus-${VERSION}`);
  const built = path.join(dir, program);
  if (!existsSync(built)) {
    say(`Building ${program} ${VERSION} once (some minutes) …`);
    mkdirSync(dir, { recursive: true });
    await run('go', ['install', '-tags', 'remove_all_sd', `${MODULE}/${program}@${VERSION}`], {
      env: { GOBIN: dir, GOFLAGS: '' },
      // Outside the repository, or its go.mod would be asked.
      cwd: dir,
      signal,
    });
  }
  return built;
}

export async function startPrometheus(
  program: string,
  port: number,
  jobs: readonly ScrapeJob[],
  runDir: string,
  signal: AbortSignal
): Promise<Service> {
  const config = path.join(runDir, 'prometheus.yml');
  writeFileSync(config, prometheusConfig(jobs));
  const service = new Service(
    'Prometheus',
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${path.join(runDir, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    path.join(runDir, 'prometheus.log')
  );
  const ready = until(
    'Prometheus is ready',
    30,
    async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok || undefined,
    signal
  );
  await Promise.race([ready, service.failed]).catch(async (error) => {
    await service.stop();
    throw error;
  });
  return service;
}
