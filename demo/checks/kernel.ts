/** What the kernel itself says of a cgroup, under the names of pkg/memory. */
export interface KernelNumbers {
  usage: number;
  anon: number;
  file: number;
  inactive_file: number;
  active_file: number;
  shmem: number;
  kernel?: number;
}

/** The text of a file of the cgroup; undefined where there is none. */
export type ReadMemory = (file: string) => Promise<string | undefined>;

// Linux Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst; v1's totals are those of the subtree.
const KEYS = [
  { name: 'anon', v1: 'total_rss' },
  { name: 'file', v1: 'total_cache' },
  { name: 'inactive_file', v1: 'total_inactive_file' },
  { name: 'active_file', v1: 'total_active_file' },
  { name: 'shmem', v1: 'total_shmem' },
] as const;

/** Reads a cgroup's files without any of our own readers: what they say is what ours has to agree with. */
export async function readKernel(read: ReadMemory): Promise<KernelNumbers> {
  const stat = parseStat((await read('memory.stat')) ?? '');
  const current = await read('memory.current');
  const kernel = current === undefined ? await read('memory.kmem.usage_in_bytes') : stat.get('kernel');
  const found = KEYS.map(({ name, v1 }) => {
    const key = current === undefined ? v1 : name;
    return [name, want(stat.get(key), `memory.stat: key ${key}`)] as const;
  });
  return {
    usage: want(current ?? (await read('memory.usage_in_bytes')), 'memory.current or memory.usage_in_bytes'),
    ...(Object.fromEntries(found) as Record<(typeof KEYS)[number]['name'], number>),
    kernel: kernel === undefined ? undefined : Number(kernel),
  };
}

function want(value: string | number | undefined, what: string): number {
  const number = value === undefined ? NaN : Number(value);
  if (Number.isNaN(number)) {
    throw new Error(`${what}: ${JSON.stringify(value)}; want a number`);
  }
  return number;
}

export function parseStat(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [key = '', value] = line.split(' ');
      return [key, Number(value)] as const;
    })
  );
}
