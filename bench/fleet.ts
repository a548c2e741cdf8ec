import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { choosePort } from '../demo/lib/ports.ts';
import { Service, run } from '../demo/lib/process.ts';
import { say, until } from '../demo/lib/say.ts';
import type { Undo } from '../demo/lib/undo.ts';
import type { Programs } from './prometheus.ts';

/** What one answer about a fleet costs, beside the two bare API calls that it stands on. Times are in seconds. */
export interface FleetRow extends Times {
  containers: number;
  queryType: string;
  /** Resident memory of the process at its highest, above where it rested before it was asked. */
  peakBytes: number;
}

/** As bench/fleet prints it. */
interface Times {
  alone: number;
  plain: number;
  together: number;
  answer: number;
  ratio: number;
  /** CPU time of the process that answers. */
  cpu: number;
  payloadBytes: number;
  sentBytes: number;
  rows: number;
  fields: number;
}

export const SIZES = [10, 100, 1000, 10000];
const QUERY_TYPES = ['containers', 'tools', 'ledger'];
const ROUNDS = 5;
const MEMORY_RUNS = 3;
const FIRST_PORT = 19535;

interface Context {
  programs: Programs;
  fleet: string;
  dir: string;
  undo: Undo;
  signal: AbortSignal;
}

export async function measureFleets(
  programs: Programs,
  dir: string,
  undo: Undo,
  signal: AbortSignal
): Promise<FleetRow[]> {
  const fleet = path.join(dir, 'fleet');
  await run('go', ['build', '-trimpath', '-o', fleet, './bench/fleet'], { signal });
  const rows: FleetRow[] = [];
  for (const containers of SIZES) {
    rows.push(...(await measureFleet(containers, { programs, fleet, dir, undo, signal })));
  }
  return rows;
}

async function measureFleet(containers: number, context: Context): Promise<FleetRow[]> {
  say(`Fleet: ${containers} containers …`);
  const data = await makeBlocks(containers, context);
  const { service, url } = await startPrometheus(data, context);
  try {
    const rows: FleetRow[] = [];
    for (const queryType of QUERY_TYPES) {
      rows.push(await measureAnswer(containers, queryType, url, context));
    }
    return rows;
  } finally {
    await service.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function measureAnswer(containers: number, queryType: string, url: string, { fleet, signal }: Context) {
  const asked = [`-url=${url}`, `-type=${queryType}`];
  const times = JSON.parse(await run(fleet, ['time', ...asked, `-rounds=${ROUNDS}`], { signal })) as Times;
  let peakBytes = 0;
  for (let i = 0; i < MEMORY_RUNS; i++) {
    const memory = JSON.parse(await run(fleet, ['memory', ...asked], { signal })) as { rest: number; peak: number };
    peakBytes = Math.max(peakBytes, memory.peak - memory.rest);
  }
  return { containers, queryType, peakBytes, ...times };
}

async function makeBlocks(containers: number, { fleet, programs, dir, signal }: Context): Promise<string> {
  const file = path.join(dir, `fleet-${containers}.om`);
  const data = path.join(dir, `fleet-${containers}`);
  mkdirSync(data);
  await run(fleet, ['series', `-containers=${containers}`, `-out=${file}`], { signal });
  await run(programs.promtool, ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, data], { signal });
  rmSync(file);
  return data;
}

async function startPrometheus(data: string, { programs, undo, dir, signal }: Context) {
  const config = path.join(dir, 'prometheus.yml');
  writeFileSync(config, '{}\n');
  const address = `127.0.0.1:${await choosePort(FIRST_PORT, new Set())}`;
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    // The fleet is of a fixed day.
    '--storage.tsdb.retention.time=100y',
    `--web.listen-address=${address}`,
    '--log.level=warn',
  ];
  const service = new Service('Prometheus', programs.prometheus, args, path.join(dir, 'prometheus.log'));
  undo.push('stop Prometheus', () => service.stop());
  const url = `http://${address}`;
  const ready = until('Prometheus', 60, async () => (await fetch(`${url}/-/ready`)).ok || undefined, signal);
  await Promise.race([service.failed, ready]);
  return { service, url };
}
