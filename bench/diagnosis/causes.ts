import { run } from '../../demo/lib/process.ts';

/** A row of the workloads' table: what to do, and the truth about it. */
export interface Cause {
  name: string;
  level: string;
  trend: string;
}

/** The rows that the built workload program prints. */
export async function listCauses(program: string, signal: AbortSignal): Promise<Cause[]> {
  const lines = await run(program, ['-list'], { signal });
  return lines
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([name, level, trend]) => ({ name, level, trend }));
}

/** Those that are wanted, all where none is named; rejects a name that is none. */
export function chooseCauses(causes: Cause[], wanted: string[]): Cause[] {
  for (const name of wanted) {
    if (!causes.some((cause) => cause.name === name)) {
      throw new Error(`cause ${JSON.stringify(name)}: want one of ${causes.map((cause) => cause.name).join(', ')}`);
    }
  }
  return causes.filter((cause) => wanted.length === 0 || wanted.includes(cause.name));
}
