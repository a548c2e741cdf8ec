import path from 'node:path';
import { choosePort } from '../demo/lib/ports.ts';
import { Service, run } from '../demo/lib/process.ts';
import { until } from '../demo/lib/say.ts';
import type { Undo } from '../demo/lib/undo.ts';
import { usedCpuMs } from './cpu.ts';
import { type Answer, type Encoding, Scraper, countSamples, valueOf } from './exposition.ts';
import { median } from './median.ts';
import type { Subject } from './subject.ts';

/** What the scrapes of one exporter cost. CPU is in ms a scrape. */
export interface ExporterRow {
  subject: string;
  live: boolean;
  cgroups: number;
  encoding: Encoding;
  scrapes: number;
  readCpuMs: number;
  exporterCpuMs: number;
  /** exporterCpuMs / readCpuMs. */
  ratio: number;
  /** By the exporter's process_cpu_seconds_total over all scrapes: the mean, which what disturbs one round moves. */
  ownCpuMs: number;
  /** The highest process_resident_memory_bytes. */
  residentBytes: number;
  series: number;
  bytes: number;
  wireBytes: number;
}

export interface Context {
  memledger: string;
  readfiles: string;
  dir: string;
  undo: Undo;
  signal: AbortSignal;
}

const ROUNDS = 9;
const WARM_UP = 5;
const FIRST_PORT = 19435;

/** Scrapes an exporter of its own and, in turns with it, reads the same files with nothing else. */
export async function measureExporter(subject: Subject, encoding: Encoding, context: Context): Promise<ExporterRow> {
  const { service, scraper } = await startExporter(subject, encoding, context);
  try {
    for (let i = 0; i < WARM_UP; i++) {
      await scraper.scrape();
    }
    return await rounds(subject, encoding, service.pid, scraper, context);
  } finally {
    scraper.close();
    await service.stop();
  }
}

async function rounds(subject: Subject, encoding: Encoding, pid: number, scraper: Scraper, context: Context) {
  // Enough for one garbage collection or more a round, or rounds would differ by whether they had one.
  const scrapes = subject.cgroups > 500 ? 6 : 25;
  const answers: Answer[] = [await scraper.scrape()];
  const cpu: number[] = [];
  const read: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const before = usedCpuMs(pid);
    for (let k = 0; k < scrapes; k++) {
      context.signal.throwIfAborted();
      answers.push(await scraper.scrape());
    }
    cpu.push((usedCpuMs(pid) - before) / scrapes);
    read.push(await readOnly(subject, scrapes, context));
  }
  return row(subject, encoding, answers, cpu, read);
}

function row(subject: Subject, encoding: Encoding, answers: Answer[], cpu: number[], read: number[]): ExporterRow {
  const first = answers[0].text;
  const last = answers[answers.length - 1];
  const cgroups = countSamples(last.text, 'cgroup_memory_usage_bytes[{ ]');
  if (cgroups !== subject.cgroups) {
    throw new Error(`${subject.name}: the exporter reports ${cgroups} cgroups, want ${subject.cgroups}`);
  }
  const own = valueOf(last.text, 'process_cpu_seconds_total') - valueOf(first, 'process_cpu_seconds_total');
  return {
    subject: subject.name,
    live: subject.live,
    cgroups,
    encoding,
    scrapes: answers.length - 1,
    readCpuMs: median(read),
    exporterCpuMs: median(cpu),
    ratio: median(cpu) / median(read),
    ownCpuMs: (own * 1000) / (answers.length - 1),
    residentBytes: Math.max(...answers.map((a) => valueOf(a.text, 'process_resident_memory_bytes'))),
    series: countSamples(last.text),
    bytes: Buffer.byteLength(last.text),
    wireBytes: last.wireBytes,
  };
}

async function startExporter(subject: Subject, encoding: Encoding, { memledger, dir, undo, signal }: Context) {
  const port = await choosePort(FIRST_PORT, new Set());
  const args = [
    'exporter',
    `--path.rootfs=${subject.rootfs}`,
    `--path.cgroup=${subject.mount}`,
    '--path.procfs=/proc',
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const service = new Service('exporter', memledger, args, path.join(dir, 'exporter.log'));
  undo.push('stop the exporter', () => service.stop());
  const scraper = new Scraper(`http://127.0.0.1:${port}/metrics`, encoding);
  await Promise.race([service.failed, until('exporter', 15, () => scraper.scrape(), signal)]);
  return { service, scraper };
}

async function readOnly(
  { version, hierarchy }: Subject,
  passes: number,
  { readfiles, signal }: Context
): Promise<number> {
  const out = await run(readfiles, [`-version=${version}`, `-passes=${passes}`, hierarchy], { signal });
  return (JSON.parse(out) as { cpu_ms: number }).cpu_ms;
}
