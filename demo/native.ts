import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AlertWatch } from './checks/alerts.ts';
import { check, printFindings } from './checks/check.ts';
import type { Options } from './lib/options.ts';
import { choosePorts } from './lib/ports.ts';
import { runShell, type Service } from './lib/process.ts';
import { pause, say } from './lib/say.ts';
import { buildGo, buildPlugin, buildWorkbench, WORKLOADS_DIR } from './lib/setup.ts';
import type { Undo } from './lib/undo.ts';
import { SETTLED_MS, WORKLOADS } from './lib/workloads.ts';
import { openGrafana, openWorkbench, type Page, type PageContext } from './pages.ts';
import { choosePlace } from './places/choose.ts';
import { type Place, type Placed } from './places/place.ts';
import { findGrafana, type Grafana } from './services/grafana.ts';
import { startExporter } from './services/memledger.ts';
import { findPrometheus, type ScrapeJob, startPrometheus } from './services/prometheus.ts';

const PORTS = { api: 6060, leaky: 6061, exporter: 9435, prometheus: 9090, grafana: 3000, workbench: 3333 };
type Ports = Record<keyof typeof PORTS, number>;

/** The demo without Docker. */
export async function runNative(options: Options, undo: Undo, signal: AbortSignal): Promise<boolean> {
  const grafana = options.grafana ? findGrafana() : undefined;
  await buildGo(signal);
  if (grafana) {
    await buildPlugin(signal);
  }
  if (!grafana || options.workbench) {
    await buildWorkbench(signal);
  }
  const prometheusProgram = await findPrometheus(say, signal);
  const runDir = makeRunDir(options, undo);
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
  const pages = await openPages(options, grafana, ports, { prometheus, runDir, keep, signal });

  const failed = Promise.race([...services.map((s) => s.failed), ...placed.flatMap((p) => p.failed ?? [])]);
  const work = options.check
    ? unattended(options, pages, placed, { prometheus, began, ownCgroups: place.ownCgroups }, signal)
    : watch(pages, placed, prometheus, signal);
  return Promise.race([failed, work]);
}

function makeRunDir(options: Options, undo: Undo): string {
  const runDir = mkdtempSync(path.join(os.tmpdir(), 'memledger-demo-'));
  undo.push(`remove ${runDir}`, () => {
    if (options.keep) {
      say(`Kept: ${runDir}`);
    } else {
      rmSync(runDir, { recursive: true, force: true });
    }
  });
  return runDir;
}

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

/** Grafana where there is one, else the workbench; both where that was asked for. The first is the one to look at. */
async function openPages(options: Options, grafana: Grafana | undefined, ports: Ports, context: PageContext) {
  if (!grafana) {
    say(options.grafana ? 'Grafana is not installed' : 'Grafana is not wanted');
  }
  return [
    ...(grafana ? [await openGrafana(grafana, ports.grafana, context)] : []),
    ...(!grafana || options.workbench ? [await openWorkbench(ports.workbench, context)] : []),
  ];
}

interface Run {
  prometheus: string;
  began: number;
  ownCgroups: boolean;
}

/** Compares, says what holds, and runs the command that was given; whether all of it went well. */
async function unattended(options: Options, pages: Page[], placed: Placed[], run: Run, signal: AbortSignal) {
  say('Waiting for the backup to end and the leak to reach its ceiling …');
  const alerts = AlertWatch.of(pages, signal);
  await pause(Math.max(0, run.began + SETTLED_MS - Date.now()), signal);
  const findings = await check(pages, placed, run.ownCgroups, alerts, signal);
  await printReports(placed, signal);
  printFindings(findings);
  const ok = findings.every(({ problem }) => !problem);
  if (!options.then) {
    return ok;
  }
  say(`Running: ${options.then}`);
  const env = Object.fromEntries(pages.map(({ variable, url }) => [variable, url]));
  const code = await runShell(options.then, { ...env, MEMLEDGER_PROMETHEUS_URL: run.prometheus }, signal);
  say(`It ended with exit code ${code}`);
  return ok && code === 0;
}

async function printReports(placed: Placed[], signal: AbortSignal) {
  for (const { name, report } of placed) {
    console.log(`\n── ${name} ──\n${await report(signal)}`);
  }
}

/** Shows where to look, and both reports once the first backup is over; then waits for Ctrl-C. */
async function watch(pages: Page[], placed: Placed[], prometheus: string, signal: AbortSignal): Promise<never> {
  say('Waiting for the first backup …');
  await pause(15_000, signal);
  await printReports(placed, signal);
  console.log(
    [
      '',
      ...pages.map(({ page }) => `Open ${page}`),
      `Prometheus: ${prometheus}`,
      'Ctrl-C ends it and removes everything.',
      '',
    ]
      .map((line) => `  ${line}`)
      .join('\n')
  );
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
