import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { controller } from '../demo/lib/cgroups.ts';
import type { Undo } from '../demo/lib/undo.ts';
import type { Subject } from './subject.ts';

/** Makes real, empty cgroups, where this user may, and removes them at the end. Throws the reason where not. */
export function makeLiveCgroups(dir: string, cgroups: number, undo: Undo): Subject {
  const { version, mount } = controller();
  const parent = path.join(mount, 'memledger-bench');
  undo.push(`remove cgroups ${parent}`, () => removeAll(parent));
  removeAll(parent); // of a run that was killed
  if (version === 2) {
    enableMemory(mount, undo);
  }
  mkdirSync(parent);
  if (version === 2) {
    enableMemory(parent);
  }
  for (let i = 1; i < cgroups; i++) {
    // Named as systemd names the cgroup of a unit: a name that the exporter knows without any runtime's state.
    mkdirSync(path.join(parent, `service-${i}.service`));
  }
  const live = version === 1 ? linkAsController(dir, parent) : parent;
  return {
    name: `live kernel, v${version}`,
    version,
    mount: live,
    hierarchy: parent,
    rootfs: dir,
    cgroups,
    live: true,
  };
}

/** The exporter finds v1's controller as a directory "memory"; behind the link it sees these cgroups and no others. */
function linkAsController(dir: string, parent: string): string {
  const mount = path.join(dir, 'live');
  mkdirSync(mount);
  symlinkSync(parent, path.join(mount, 'memory'));
  return mount;
}

/** Lets the children of a v2 cgroup have memory controllers, for as long as the run takes. */
function enableMemory(dir: string, undo?: Undo) {
  const file = path.join(dir, 'cgroup.subtree_control');
  if (!readFileSync(file, 'utf8').split(/\s+/).includes('memory')) {
    writeFileSync(file, '+memory');
    undo?.push(`take the memory controller back from ${dir}`, () => writeFileSync(file, '-memory'));
  }
}

function removeAll(parent: string) {
  if (!existsSync(parent)) {
    return;
  }
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      rmdirSync(path.join(parent, entry.name));
    }
  }
  rmdirSync(parent);
}
