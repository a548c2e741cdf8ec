import { run } from '../demo/lib/process.ts';
import { median } from './median.ts';

/** One Go benchmark over a thousand containers: medians of several runs, per operation. */
export interface GoRow {
  name: string;
  cpuMs: number;
  /** Of the CPU time that adding the same counters up takes. */
  ratio: number;
  bytes: number;
  allocations: number;
}

const RUNS = 5;

export async function runGoBenchmarks(signal: AbortSignal): Promise<GoRow[]> {
  const args = ['test', '-run', '^$', '-bench', '.', '-benchmem', '-benchtime', '0.3s', '-count', String(RUNS)];
  return parse(await run('go', [...args, './bench/...'], { signal }));
}

type Measured = Map<string, number[]>;

/** Reads lines such as "BenchmarkX-2  9  123 ns/op  120 cpu-ns/op  64 B/op  2 allocs/op", in any order of the units. */
export function parse(output: string): GoRow[] {
  const all = new Map<string, Measured>();
  for (const [, name, measures] of output.matchAll(/^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.+)$/gm)) {
    const units: Measured = all.get(name) ?? new Map();
    all.set(name, units);
    for (const [, value, unit] of measures.matchAll(/(\S+) (\S+)/g)) {
      units.set(unit, [...(units.get(unit) ?? []), Number(value)]);
    }
  }
  return [...all].map(([name, units]) => {
    const baseline = name.endsWith('x20') ? 'Sum1000x20' : 'Sum1000';
    const cpu = of(name, units, 'cpu-ns/op');
    return {
      name,
      cpuMs: cpu / 1e6,
      ratio: cpu / of(baseline, all.get(baseline), 'cpu-ns/op'),
      bytes: of(name, units, 'B/op'),
      allocations: of(name, units, 'allocs/op'),
    };
  });
}

function of(name: string, units: Measured | undefined, unit: string): number {
  const values = units?.get(unit);
  if (!values) {
    throw new Error(`go test -bench: no ${unit} of Benchmark${name}`);
  }
  return median(values);
}
