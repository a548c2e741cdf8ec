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
    // Unattended, it is to be at its ceiling within a minute; to watch, some minutes of a slope show more.
    args: (listen, _dataDir, fast) => ['-listen', listen, '-rate', fast ? '6MiB' : '1MiB'],
  },
];
