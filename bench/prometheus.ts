import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../demo/lib/process.ts';

/** The programs that hold the fleet: Prometheus 3, and promtool of any version. */
export interface Programs {
  prometheus: string;
  promtool: string;
  missing?: undefined;
}

/** Where distributions install: a PATH may have another version before it. */
const PACKAGED = '/usr/bin';

/** Finds the programs as the tests do (internal/engine), or says which is missing. */
export async function findPrograms(): Promise<Programs | { missing: string }> {
  const others: string[] = [];
  for (const file of [process.env.MEMLEDGER_PROMETHEUS_3 ?? '', ...onPath('prometheus')].filter(canRun)) {
    const major = await majorOf(file);
    if (major !== 3) {
      others.push(`; one is of version ${major}`);
      continue;
    }
    const promtool = [path.join(path.dirname(file), 'promtool'), ...onPath('promtool')].find(canRun);
    if (!promtool) {
      return { missing: `no promtool beside the prometheus that was found, on the PATH or in ${PACKAGED}` };
    }
    return { prometheus: file, promtool };
  }
  return {
    missing: `no prometheus of version 3 in $MEMLEDGER_PROMETHEUS_3, on the PATH or in ${PACKAGED}${others.join('')}`,
  };
}

function onPath(program: string): string[] {
  const dirs = [...(process.env.PATH ?? '').split(path.delimiter), PACKAGED];
  return dirs.filter((dir) => path.isAbsolute(dir)).map((dir) => path.join(dir, program));
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}

/** One that was installed as a Go module prints no version, but its binary says: v0.316.0 of the module is 3.16.0. */
async function majorOf(file: string): Promise<number> {
  const printed = /, version (\d+)\./.exec(await run(file, ['--version']));
  if (printed) {
    return Number(printed[1]);
  }
  const module = /\bmod\s+github\.com\/prometheus\/prometheus\s+v0\.(\d+)\./.exec(
    await run('go', ['version', '-m', file])
  );
  const minor = Number(module?.[1] ?? 0);
  return minor >= 300 ? Math.floor(minor / 100) : 2;
}
