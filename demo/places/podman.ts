import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cgroupDirOf } from '../lib/cgroups.ts';
import { run, which } from '../lib/process.ts';
import { say } from '../lib/say.ts';
import { WORKLOADS } from '../lib/workloads.ts';
import { placedHere } from './native.ts';
import type { Launch, Place, PlaceContext, Placed } from './place.ts';

const IMAGE = 'memledger-demo';
const VOLUME = 'memledger-demo-data';
/** A label of its containers: the process of the demo. */
const STARTED_BY = 'memledger.demo.pid';

/** Podman's containers: the very place of the incident. Undefined where they cannot be, with the reason told. */
export async function podmanPlace(context: PlaceContext, why: (reason: string) => void): Promise<Place | undefined> {
  const problem = await problemWithPodman(context.signal);
  if (problem) {
    why(problem);
    return undefined;
  }
  return {
    description: 'podman containers "api" and "leaky"',
    ownCgroups: true,
    start: (launch) => start(launch, context),
  };
}

async function problemWithPodman(signal: AbortSignal): Promise<string | undefined> {
  if (!which('podman')) {
    return 'podman is not installed';
  }
  try {
    const info = await run('podman', [...runtimeFlags(), 'info', '--format', '{{.Host.CgroupControllers}}'], {
      signal,
    });
    if (!/\bmemory\b/.test(info)) {
      // A user's own podman may have been given none.
      return `podman cannot limit memory: it is not among its cgroup controllers ${info.trim()}`;
    }
  } catch (error) {
    return `podman does not work: ${error instanceof Error ? error.message : String(error)}`;
  }
  for (const { name } of WORKLOADS) {
    await removeLeftBehind(name);
    if (await exists('container', name)) {
      return `podman container ${name} exists already, and the demo wants the name for its own (podman rm --force ${name})`;
    }
  }
  return undefined;
}

async function start(launch: Launch, { undo, signal }: PlaceContext): Promise<Placed> {
  const { workload, binary, listen, fast } = launch;
  const { name } = workload;
  const image = `${IMAGE}-${name}`;
  undo.push(`remove podman image ${image}`, () => remove(['image', 'rm', '--force', image], 'image', image));
  // An image of one file: a static binary needs no more.
  await run(
    'sh',
    ['-c', 'tar -c -C "$0" "$1" | podman import - "$2"', path.dirname(binary), path.basename(binary), image],
    {
      signal,
    }
  );
  const volume = workload.disk ? await makeVolume({ undo, signal }) : [];
  undo.push(`remove podman container ${name}`, () =>
    remove(['container', 'rm', '--force', '--time', '5', name], 'container', name)
  );
  await run(
    'podman',
    [
      ...runtimeFlags(),
      ...['run', '--detach', '--name', name, '--label', `${STARTED_BY}=${process.pid}`],
      ...['--network', 'host', '--memory', String(workload.limit)],
      // Hosts with low hard limits refuse podman's defaults.
      ...['--ulimit', 'nofile=4096:4096', '--ulimit', 'nproc=1000:1000'],
      ...volume,
      ...[image, `/${path.basename(binary)}`, ...workload.args(listen, '/data', fast)],
    ],
    { signal }
  );
  const pid = Number(await run('podman', ['inspect', '--format', '{{.State.Pid}}', name], { signal }));
  if (!(pid > 0)) {
    throw new Error(`podman container ${name}: ended at once\n${await run('podman', ['logs', name])}`);
  }
  return placedHere(launch, { container: name, cgroupDir: cgroupDirOf(pid), pid });
}

/** Without systemd, podman's defaults (cgroups made by systemd, and crun) cannot work. */
export function runtimeFlags(): string[] {
  if (existsSync('/run/systemd/system')) {
    return [];
  }
  return ['--cgroup-manager', 'cgroupfs', ...(which('runc') ? ['--runtime', 'runc'] : [])];
}

/** Of a demo that was killed, and could not clean up, its containers remain. */
async function removeLeftBehind(name: string) {
  const demo = await run('podman', ['inspect', '--format', `{{index .Config.Labels "${STARTED_BY}"}}`, name]).catch(
    () => ''
  );
  if (/^\d+$/.test(demo.trim()) && !isDemo(Number(demo))) {
    say(`Removing podman container ${name}, left behind by an earlier demo`);
    await remove(['container', 'rm', '--force', '--time', '5', name], 'container', name);
  }
}

/** Neither a process that ended and was not waited for, nor another one of the same number, has this command line. */
function isDemo(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path.basename(process.argv[1]));
  } catch {
    return false;
  }
}

async function makeVolume({ undo, signal }: Pick<PlaceContext, 'undo' | 'signal'>): Promise<string[]> {
  if (await exists('volume', VOLUME)) {
    const users = await run('podman', ['ps', '--all', '--filter', `volume=${VOLUME}`, '--format', '{{.Names}}'], {
      signal,
    });
    if (users.trim()) {
      throw new Error(`podman volume ${VOLUME}: is in use by container ${users.trim()}; is another demo running?`);
    }
    say(`Removing podman volume ${VOLUME}, left behind by an earlier demo`);
    await run('podman', ['volume', 'rm', VOLUME], { signal });
  }
  undo.push(`remove podman volume ${VOLUME}`, () => remove(['volume', 'rm', '--force', VOLUME], 'volume', VOLUME));
  await run('podman', ['volume', 'create', VOLUME], { signal });
  return ['--volume', `${VOLUME}:/data`];
}

type Kind = 'container' | 'image' | 'volume';

async function remove(args: string[], kind: Kind, name: string) {
  if (await exists(kind, name)) {
    await run('podman', args);
  }
}

async function exists(kind: Kind, name: string): Promise<boolean> {
  return run('podman', [kind, 'exists', name]).then(
    () => true,
    () => false
  );
}
