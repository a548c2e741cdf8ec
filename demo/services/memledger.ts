import path from 'node:path';
import { run, Service } from '../lib/process.ts';
import { until } from '../lib/say.ts';
import { SCRAPE_INTERVAL } from './prometheus.ts';

export const MEMLEDGER = path.join('bin', 'memledger');
export const WORKBENCH_ASSETS = path.join('bin', 'workbench');

/** The exporter, for the demo's cgroups only: what else this machine runs has no part in the story. */
export function startExporter(port: number, cgroups: string[], runDir: string, signal: AbortSignal): Promise<Service> {
  const include = `^(${cgroups.map(escapeRegex).join('|')})$`;
  const args = [
    'exporter',
    `--web.listen-address=127.0.0.1:${port}`,
    `--cgroup.include=${include}`,
    '--log.level=warn',
  ];
  return start('exporter', args, `http://127.0.0.1:${port}/metrics`, runDir, signal);
}

export function startWorkbench(
  port: number,
  prometheus: string,
  runDir: string,
  signal: AbortSignal
): Promise<Service> {
  const args = [
    'workbench',
    `--prometheus.url=${prometheus}`,
    `--prometheus.scrape-interval=${SCRAPE_INTERVAL}`,
    `--listen=127.0.0.1:${port}`,
    `--assets=${WORKBENCH_ASSETS}`,
  ];
  return start('workbench', args, `http://127.0.0.1:${port}/`, runDir, signal);
}

const escapeRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function start(name: string, args: string[], url: string, runDir: string, signal: AbortSignal): Promise<Service> {
  const service = new Service(`memledger ${name}`, path.resolve(MEMLEDGER), args, path.join(runDir, `${name}.log`));
  const ready = until(`${name} answers`, 15, async () => (await fetch(url)).ok || undefined, signal);
  await Promise.race([ready, service.failed]).catch(async (error) => {
    await service.stop();
    throw error;
  });
  return service;
}

/** What `memledger report` prints for a process and its cgroup. */
export function report(pid: number, target: string, signal?: AbortSignal): Promise<string> {
  return run(path.resolve(MEMLEDGER), ['report', '--pid', String(pid), '--target', target], { signal });
}
