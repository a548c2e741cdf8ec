import type { ExporterRow } from './exporter.ts';
import { fixed } from './table.ts';

/** cAdvisor, measured once on another day with that many cgroups: not part of a run, so only a scale. */
export const CADVISOR = { cgroups: 107, cpuMs: 47, residentMB: 37 };

/** What the exporter may take of it, with the whole of memory.stat, which is twice the memory counters. */
const MOST = { cpu: 1 / 5, resident: 1 / 2 };

export interface Target {
  what: string;
  encoding: string;
  measured: number;
  reference: number;
  ratio: number;
  most: number;
  met: boolean;
}

/** Holds the rows of real cgroups against the scale; none where there were none. */
export function targets(rows: ExporterRow[]): Target[] {
  return rows
    .filter((r) => r.live)
    .flatMap((r) => [
      target('ms of CPU a scrape', r.encoding, r.exporterCpuMs, CADVISOR.cpuMs, MOST.cpu),
      target('MB resident', r.encoding, r.residentBytes / 1e6, CADVISOR.residentMB, MOST.resident),
    ]);
}

function target(what: string, encoding: string, measured: number, reference: number, most: number): Target {
  const ratio = measured / reference;
  return { what, encoding, measured, reference, ratio, most, met: ratio <= most };
}

export function sayTarget(t: Target): string {
  const limit = `at most ${fixed(t.most)} (${fixed(t.most * t.reference, 1)})`;
  return `${t.met ? 'pass' : 'FAIL'}  ${t.encoding}: ${fixed(t.measured, 1)} ${t.what}, ${fixed(t.ratio)} of cAdvisor's ${t.reference}; ${limit}`;
}
