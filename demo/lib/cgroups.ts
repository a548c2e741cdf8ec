import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the kernel shows the memory controller. */
export interface MemoryController {
  version: 1 | 2;
  mount: string;
}

/** Finds the memory controller in the text of /proc/self/mountinfo (proc_pid_mountinfo(5)); v1 wins on a hybrid system. */
export function findController(mountinfo: string): MemoryController | undefined {
  let unified: MemoryController | undefined;
  for (const line of mountinfo.split('\n')) {
    const [before, after] = line.split(' - ');
    const mount = before?.split(' ')[4];
    if (!after || !mount) {
      continue;
    }
    const [type, , options] = after.split(' ');
    if (type === 'cgroup' && options?.split(',').includes('memory')) {
      return { version: 1, mount };
    }
    if (type === 'cgroup2' && !unified) {
      unified = { version: 2, mount };
    }
  }
  return unified;
}

/** The path, in the memory controller's hierarchy, of a process, from the text of its /proc/PID/cgroup. */
export function memoryPath(procCgroup: string, version: 1 | 2): string | undefined {
  for (const line of procCgroup.split('\n')) {
    const [, controllers, ...rest] = line.split(':');
    const wanted = version === 1 ? controllers?.split(',').includes('memory') : controllers === '';
    if (wanted) {
      return rest.join(':');
    }
  }
  return undefined;
}

export function controller(): MemoryController {
  const found = existsSync('/proc/self/mountinfo') && findController(readFileSync('/proc/self/mountinfo', 'utf8'));
  if (!found) {
    throw new Error(`memory cgroups: none mounted on this ${process.platform} system; want Linux, or a Docker engine`);
  }
  return found;
}

/** The folder of memory files that a process is charged to. */
export function cgroupDirOf(pid: number): string {
  const { version, mount } = controller();
  const file = `/proc/${pid}/cgroup`;
  const inside = memoryPath(readFileSync(file, 'utf8'), version);
  if (inside === undefined) {
    throw new Error(`${file}: no line of the memory controller of cgroup v${version}`);
  }
  const dir = path.join(mount, inside);
  if (!existsSync(path.join(dir, 'memory.stat'))) {
    throw new Error(
      `cgroup of process ${pid}: ${dir} has no memory.stat; is the cgroup file system that of another namespace?`
    );
  }
  return dir;
}
