// npm run bench: what a scrape and an answer cost, as ratios within this run; npm run bench -- diagnosis: how good the
// verdict is.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../demo/lib/process.ts';
import { say } from '../demo/lib/say.ts';
import { buildWorkbench } from '../demo/lib/setup.ts';
import { Undo } from '../demo/lib/undo.ts';
import { record } from './diagnosis/record.ts';
import { recordVm } from './diagnosis/recordVm.ts';
import { diagnosis } from './diagnosis/run.ts';
import { type Context, type ExporterRow, measureExporter } from './exporter.ts';
import { firstPageBound } from './firstPage.ts';
import { measureFleets } from './fleet.ts';
import { fleetBounds } from './fleetBounds.ts';
import { fleetPageBounds, measureFleetPage } from './fleetPage.ts';
import { runGoBenchmarks } from './goBenchmarks.ts';
import { makeLiveCgroups } from './liveCgroups.ts';
import { describeMachine } from './machine.ts';
import { type Options, PARTS, type Part, USAGE, parseOptions } from './options.ts';
import { measurePanel, sizeBounds, timeBound } from './panel.ts';
import { findPrograms } from './prometheus.ts';
import { type Report, markdown, text } from './report.ts';
import type { Subject } from './subject.ts';
import { CADVISOR, targets } from './targets.ts';
import { writeTree } from './tree.ts';

const COMMANDS: Record<string, (args: string[], signal: AbortSignal) => Promise<void>> = {
  diagnosis,
  record,
  'record-v2': recordVm,
};

async function main(options: Options) {
  const undo = new Undo();
  const stopped = interrupted();
  try {
    const report = await bench(undo, stopped, options.only);
    console.log(`\n${text(report)}`);
    write(options.json, `${JSON.stringify(report, null, 2)}\n`);
    write(options.markdown, markdown(report, read(options.markdown)));
    if ([...report.bounds, ...report.panelBounds, ...report.fleetPageBounds].some((b) => !b.met)) {
      process.exitCode = 1;
    }
  } catch (error) {
    if (!stopped.aborted) {
      throw error;
    }
    console.error('bench: stopped');
    process.exitCode = 130;
  } finally {
    for (const failure of await undo.run()) {
      process.exitCode = 1;
      console.error(`Left behind: ${failure}`);
    }
  }
}

function interrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => stop.abort());
  }
  return stop.signal;
}

async function bench(undo: Undo, signal: AbortSignal, only?: Part): Promise<Report> {
  const report: Report = {
    date: new Date().toISOString().slice(0, 10),
    machine: await describeMachine(),
    exporter: [],
    targets: [],
    go: [],
    fleet: [],
    bounds: [],
    panel: [],
    panelBounds: [],
    fleetPage: [],
    fleetPageBounds: [],
    skipped: [],
  };
  const dir = mkdtempSync(path.join(os.tmpdir(), 'memledger-bench-'));
  undo.push(`remove ${dir}`, () => rmSync(dir, { recursive: true, force: true }));
  const parts: Record<Part, () => Promise<void>> = {
    exporter: () => benchExporter(report, dir, undo, signal),
    answers: () => benchAnswers(report, signal),
    fleet: () => benchFleet(report, dir, undo, signal),
    panel: () => benchPanel(report),
    'fleet-page': () => benchFleetPage(report, signal),
  };
  for (const part of only ? [only] : PARTS) {
    await parts[part]();
  }
  return report;
}

async function benchExporter(report: Report, dir: string, undo: Undo, signal: AbortSignal) {
  if (process.platform !== 'linux') {
    report.skipped.push(`the exporter: it reads cgroups, which ${process.platform} has not`);
    return;
  }
  const context = { ...(await build(dir, signal)), dir, undo, signal };
  for (const subject of subjects(context, report.skipped)) {
    report.exporter.push(...(await bothEncodings(subject, context)));
  }
  report.targets = targets(report.exporter);
}

async function benchAnswers(report: Report, signal: AbortSignal) {
  say('Go benchmarks: 1,000 containers …');
  try {
    report.go = await runGoBenchmarks(signal);
  } catch (error) {
    signal.throwIfAborted();
    // Minutes of measuring are not thrown away because a package does not build today.
    report.skipped.push(`Go benchmarks: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

async function benchFleet(report: Report, dir: string, undo: Undo, signal: AbortSignal) {
  if (process.platform !== 'linux') {
    report.skipped.push(`the fleet: its memory is read from /proc, which ${process.platform} has not`);
    return;
  }
  const programs = await findPrograms();
  if (programs.missing !== undefined) {
    report.skipped.push(`the fleet: ${programs.missing}`);
    return;
  }
  report.fleet = await measureFleets(programs, dir, undo, signal);
  report.bounds = fleetBounds(report.fleet);
}

async function benchPanel(report: Report) {
  if (!existsSync('dist/panel/module.js')) {
    report.skipped.push('the panel: it is not built; npm run build builds it');
    return;
  }
  report.panelBounds = sizeBounds();
  const url = process.env.GRAFANA_URL;
  if (!url) {
    report.skipped.push('the time to draw: GRAFANA_URL names no Grafana with the plugin and a data source of it');
    return;
  }
  say("Panel: beside Grafana's time series panel …");
  const grafana = url.replace(/\/$/, '');
  report.panelBounds.push(await firstPageBound(grafana));
  report.panel = await measurePanel(grafana);
  // The second is told, and not held against the bound: no screen shows it.
  report.panelBounds.push(...report.panel.slice(0, 1).map(timeBound));
}

async function benchFleetPage(report: Report, signal: AbortSignal) {
  await buildWorkbench(signal);
  say('The page Fleet: 5,000 rows …');
  const row = await measureFleetPage(() => os.loadavg()[0]);
  report.fleetPage = [row];
  report.fleetPageBounds = fleetPageBounds(row);
}

async function build(dir: string, signal: AbortSignal) {
  say('Building the exporter and the reader …');
  const built = { memledger: path.join(dir, 'memledger'), readfiles: path.join(dir, 'readfiles') };
  // Without cgo, as the image ships it.
  await run('go', ['build', '-trimpath', '-o', built.memledger, './cmd/memledger'], {
    signal,
    env: { CGO_ENABLED: '0' },
  });
  await run('go', ['build', '-trimpath', '-o', built.readfiles, './bench/readfiles'], { signal });
  return built;
}

function* subjects({ dir, undo }: Context, skipped: string[]): Generator<Subject> {
  for (const version of [1, 2] as const) {
    for (const cgroups of [100, 1000]) {
      yield writeTree(path.join(dir, `v${version}-${cgroups}`), version, cgroups);
    }
  }
  let live: Subject;
  try {
    live = makeLiveCgroups(dir, CADVISOR.cgroups, undo);
  } catch (error) {
    skipped.push(`live kernel: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  yield live;
}

async function bothEncodings(subject: Subject, context: Context): Promise<ExporterRow[]> {
  say(`Exporter: ${subject.cgroups} cgroups, ${subject.name} …`);
  return [await measureExporter(subject, 'identity', context), await measureExporter(subject, 'gzip', context)];
}

function read(file?: string): string {
  return file && existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function write(file: string | undefined, content: string) {
  if (file) {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    writeFileSync(file, content);
  }
}

async function start(args: string[]) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const command = COMMANDS[args[0]];
  if (command) {
    await command(args.slice(1), interrupted());
    return;
  }
  const options = parseOptions(args);
  if (options.help) {
    console.log(USAGE);
  } else {
    await main(options);
  }
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
