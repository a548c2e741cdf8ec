import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Undo } from './undo.ts';

// linux/magic.h. What is written to these is shared memory, not page cache.
const IN_MEMORY = new Set([0x01021994 /* tmpfs */, 0x858458f6 /* ramfs */]);

// The volume, two backups of it, and room.
const NEEDED = 2 ** 30;

/** A new folder on a disk with room for the volume and its backups; it goes at the end. */
export function diskFolder(undo: Undo): string {
  const candidates = [os.tmpdir(), '/var/tmp', cacheFolder()];
  for (const candidate of candidates) {
    const dir = tryFolder(candidate);
    if (dir) {
      undo.push(`remove ${dir}`, () => rmSync(dir, { recursive: true, force: true }));
      return dir;
    }
  }
  throw new Error(`${candidates.join(', ')}: none is a writable disk with 1 GiB free, which the backup needs`);
}

function tryFolder(parent: string): string | undefined {
  try {
    mkdirSync(parent, { recursive: true });
    const fs = statfsSync(parent);
    if (IN_MEMORY.has(fs.type) || fs.bavail * fs.bsize < NEEDED) {
      return undefined;
    }
    return mkdtempSync(path.join(parent, 'memledger-demo-data-'));
  } catch {
    return undefined;
  }
}

/** Where what was built once is kept for the next time: it outlives `npm ci`, and is not in the repository. */
export function cacheFolder(): string {
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'memledger');
}
