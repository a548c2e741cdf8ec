import path from 'node:path';
import { cgroupDirOf } from '../lib/cgroups.ts';
import { diskFolder } from '../lib/disk.ts';
import { Service } from '../lib/process.ts';
import { placedHere } from './native.ts';
import type { Launch, Place, PlaceContext, Placed } from './place.ts';

/** The cgroup that this program is in, with all else that is in it: what is left where none can be made. */
export function presentCgroupPlace(context: PlaceContext): Place {
  const dir = cgroupDirOf(process.pid);
  return {
    description: `the present cgroup, ${dir}, both together and with all else in it; their bytes cannot be told apart`,
    ownCgroups: false,
    start: (launch) => start(launch, dir, context),
  };
}

async function start(launch: Launch, dir: string, context: PlaceContext): Promise<Placed> {
  const { workload, binary, listen, fast } = launch;
  const dataDir = workload.disk ? diskFolder(context.undo) : '';
  const log = path.join(context.runDir, `${workload.name}.log`);
  const service = new Service(workload.name, binary, workload.args(listen, dataDir, fast), log);
  context.undo.push(`stop ${workload.name}`, () => service.stop());
  const { pid, failed } = service;
  return placedHere(launch, { container: path.basename(dir), cgroupDir: dir, pid, failed });
}
