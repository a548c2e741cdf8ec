import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type MemoryController, controller } from '../lib/cgroups.ts';
import { diskFolder } from '../lib/disk.ts';
import { Service } from '../lib/process.ts';
import { until } from '../lib/say.ts';
import type { Undo } from '../lib/undo.ts';
import { placedHere } from './native.ts';
import type { Launch, Place, PlaceContext } from './place.ts';

/** Cgroups made by hand, without a container runtime. Undefined where this user may not make any, with the reason told. */
export function ownCgroupPlace(context: PlaceContext, why: (reason: string) => void): Place | undefined {
  let parent: string;
  try {
    parent = makeParent(controller(), context.undo);
  } catch (error) {
    why(`cgroups cannot be made by hand: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  return {
    description: `cgroups of their own under ${parent}`,
    ownCgroups: true,
    start: (launch) => start(launch, parent, context),
  };
}

function makeParent({ version, mount }: MemoryController, undo: Undo): string {
  const parent = path.join(mount, `memledger-demo-${process.pid}`);
  makeCgroup(parent, undo);
  if (version === 2) {
    enableMemory(mount);
    enableMemory(parent);
  }
  return parent;
}

/** Lets the children of a v2 cgroup have memory controllers. */
function enableMemory(dir: string) {
  const file = path.join(dir, 'cgroup.subtree_control');
  if (!readFileSync(file, 'utf8').split(/\s+/).includes('memory')) {
    writeFileSync(file, '+memory');
  }
}

function makeCgroup(dir: string, undo: Undo) {
  mkdirSync(dir);
  undo.push(`remove cgroup ${dir}`, () =>
    // A cgroup is busy until the kernel has reaped the last of its processes.
    until(`remove cgroup ${dir}`, 5, async () => {
      rmdirSync(dir);
      return true;
    }).then(() => undefined)
  );
}

async function start(launch: Launch, parent: string, { runDir, undo }: PlaceContext) {
  const { workload, binary, listen, fast } = launch;
  // Named as systemd names the cgroup of a unit, which is the form in which a bare process has a name of its own.
  const dir = path.join(parent, `${workload.name}.service`);
  makeCgroup(dir, undo);
  const { version } = controller();
  writeFileSync(path.join(dir, version === 1 ? 'memory.limit_in_bytes' : 'memory.max'), String(workload.limit));
  const dataDir = workload.disk ? diskFolder(undo) : '';
  const service = new Service(
    workload.name,
    'sh',
    // The shell enters the cgroup before it becomes the workload, so that not one page is charged elsewhere.
    ['-c', 'echo $$ > "$0/cgroup.procs" && exec "$@"', dir, binary, ...workload.args(listen, dataDir, fast)],
    path.join(runDir, `${workload.name}.log`)
  );
  undo.push(`stop ${workload.name}`, () => service.stop());
  const { pid, failed } = service;
  return placedHere(launch, { container: workload.name, cgroupDir: dir, pid, failed });
}
