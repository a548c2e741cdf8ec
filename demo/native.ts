import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check, printFindings } from './checks/check.ts';
import type { Server } from './checks/ask.ts';
import type { Options } from './lib/options.ts';
import { choosePorts } from './lib/ports.ts';
import { pause, say } from './lib/say.ts';
import type { Service } from './lib/process.ts';
import { buildGo, buildPlugin, buildWorkbench, WORKLOADS_DIR } from './lib/setup.ts';
import type { Undo } from './lib/undo.ts';
import { WORKLOADS } from './lib/workloads.ts';
import { choosePlace } from './places/choose.ts';
import { type Place, type Placed } from './places/place.ts';
import { findGrafana, type Grafana, login, startGrafana } from './services/grafana.ts';
import { startExporter, startWorkbench } from './services/memledger.ts';
import { findPrometheus, type ScrapeJob, startPrometheus } from './services/prometheus.ts';

const PORTS = { api: 6060, leaky: 6061, exporter: 9435, prometheus: 9090, grafana: 3000, workbench: 3333 };

// When, unattended, the backup is done and the leak at its ceiling.
const SETTLED_MS = 50_000;

/** The demo without Docker. */
export async function runNative(options: Options, undo: Undo, signal: AbortSignal): Promise<boolean> {
  const grafana = options.grafana ? findGrafana() : undefined;
  await buildGo(signal);
  await (grafana ? buildPlugin(signal) : buildWorkbench(signal));
  const prometheusProgram = await findPrometheus(say, signal);
  const runDir = mkdtempSync(path.join(os.tmpdir(), 'memledger-demo-'));
  undo.push(`remove ${runDir}`, () => {
    if (options.keep) {
      say(`Kept: ${runDir}`);
    } else {
      rmSync(runDir, { recursive: true, force: true });
    }
  });
  const ports = await choosePorts(PORTS);
  const services: Service[] = [];
  const keep = (service: Service) => {
    services.push(service);
    undo.push(`stop ${service.name}`, () => service.stop());
  };

  const place = await choosePlace({ runDir, undo, signal }, options.place, say);
  say(`Workloads run in ${place.description}`);
  const began = Date.now();
  const placed = await startWorkloads(place, ports, options.check, signal);
  const cgroups = placed.flatMap(({ cgroup }) => cgroup ?? []);
  keep(await startExporter(ports.exporter, cgroups, runDir, signal));
  const jobs = scrapeJobs(place, placed, ports);
  const prometheus = `http://127.0.0.1:${ports.prometheus}`;
  keep(await startPrometheus(prometheusProgram, ports.prometheus, jobs, runDir, signal));
  const server = grafana
    ? await openGrafana(grafana, ports.grafana, prometheus, runDir, keep, signal)
    : await openWorkbench(ports.workbench, prometheus, runDir, keep, signal);

  const failed = Promise.race([...services.map((s) => s.failed), ...placed.flatMap((p) => p.failed ?? [])]);
  if (!options.check) {
    await Promise.race([failed, watch(server, placed, ports, signal)]);
    return true;
  }
  say('Waiting for the backup to end and the leak to reach its ceiling …');
  const findings = await Promise.race([
    failed,
    pause(Math.max(0, began + SETTLED_MS - Date.now()), signal).then(() =>
      check(server, placed, place.ownCgroups, signal)
    ),
  ]);
  await printReports(placed, signal);
  printFindings(findings);
  return findings.every(({ problem }) => !problem);
}

type Ports = Record<keyof typeof PORTS, number>;

async function startWorkloads(place: Place, ports: Ports, fast: boolean, signal: AbortSignal): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const workload of WORKLOADS) {
    signal.throwIfAborted();
    const binary = path.resolve(WORKLOADS_DIR, workload.name);
    placed.push(await place.start({ workload, binary, listen: `127.0.0.1:${ports[workload.name]}`, fast }));
  }
  return placed;
}

function scrapeJobs(place: Place, placed: Placed[], ports: Ports): ScrapeJob[] {
  return [
    ...placed.map(({ name, container }) => ({
      name,
      target: `127.0.0.1:${ports[name]}`,
      // Where both share a cgroup, the job's name is not the container's, so the label has to say it.
      ...(place.ownCgroups ? {} : { labels: { container } }),
    })),
    { name: 'memledger-exporter', target: `127.0.0.1:${ports.exporter}` },
  ];
}

async function openGrafana(
  grafana: Grafana,
  port: number,
  prometheus: string,
  runDir: string,
  keep: (service: Service) => void,
  signal: AbortSignal
): Promise<Server & { page: string }> {
  say('Starting Grafana …');
  keep(await startGrafana(grafana, port, prometheus, runDir, signal));
  const url = `http://127.0.0.1:${port}`;
  return { url, datasource: 'memledger', headers: login(), page: `${url}/d/memledger-incident (admin/admin)` };
}

async function openWorkbench(
  port: number,
  prometheus: string,
  runDir: string,
  keep: (service: Service) => void,
  signal: AbortSignal
): Promise<Server & { page: string }> {
  say('Grafana is not used: starting the workbench …');
  keep(await startWorkbench(port, prometheus, runDir, signal));
  const url = `http://127.0.0.1:${port}`;
  return { url, datasource: 'memledger', page: `${url}/?container=api` };
}

async function printReports(placed: Placed[], signal: AbortSignal) {
  for (const { name, report } of placed) {
    console.log(`\n── ${name} ──\n${await report(signal)}`);
  }
}

/** Shows where to look, and both reports once the first backup is over; then waits for Ctrl-C. */
async function watch(server: Server & { page: string }, placed: Placed[], ports: Ports, signal: AbortSignal) {
  say('Waiting for the first backup …');
  await pause(15_000, signal);
  await printReports(placed, signal);
  console.log(
    `\n  Open ${server.page}\n  Prometheus: http://127.0.0.1:${ports.prometheus}\n  Ctrl-C ends it and removes everything.\n`
  );
  await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
