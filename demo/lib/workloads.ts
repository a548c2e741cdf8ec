/** One of the demo's Go services. */
export interface Workload {
  name: 'api' | 'leaky';
  /** What its cgroup may hold, in bytes. */
  limit: number;
  /** Whether it needs a folder on a disk, for the volume that is backed up. */
  disk: boolean;
  args(listen: string, dataDir: string, fast: boolean): string[];
}

const MIB = 2 ** 20;

/** What `leaky` leaks a second, unattended: slow enough for a rule to see a minute of it, and then at its ceiling of 222 MiB within 150 s. */
export const FAST_LEAK = '1536KiB';

/** When, unattended, the backup is done and the leak at its ceiling. */
export const SETTLED_MS = 160_000;

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'api',
    limit: 2048 * MIB,
    disk: true,
    args: (listen, dataDir, fast) => ['-listen', listen, '-data', dataDir, '-first', fast ? '3s' : '10s'],
  },
  {
    name: 'leaky',
    limit: 256 * MIB,
    disk: false,
    args: (listen, _dataDir, fast) => ['-listen', listen, '-rate', fast ? FAST_LEAK : '1MiB'],
  },
];
