import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { controller } from '../lib/cgroups.ts';
import { report } from '../services/memledger.ts';
import type { Launch, Placed } from './place.ts';

/** A workload that is a process of this machine, in a cgroup whose files can be read. */
export function placedHere(
  { workload, listen }: Launch,
  found: { container: string; cgroupDir: string; pid: number; failed?: Promise<never> }
): Placed {
  return {
    name: workload.name,
    container: found.container,
    cgroup: path.join('/', path.relative(controller().mount, found.cgroupDir)),
    failed: found.failed,
    readMemory: (file) => readFile(path.join(found.cgroupDir, file), 'utf8').catch(absent),
    report: (signal) => report(found.pid, `http://${listen}/metrics`, signal),
  };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') {
    throw error;
  }
}
