// npm run bench -- record: real programs in real containers, recorded for the corpus of diagnoses.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { diskFolder } from '../../demo/lib/disk.ts';
import { choosePort } from '../../demo/lib/ports.ts';
import { run } from '../../demo/lib/process.ts';
import { say } from '../../demo/lib/say.ts';
import { Undo } from '../../demo/lib/undo.ts';
import { runtimeFlags } from '../../demo/places/podman.ts';
import { type Cause, chooseCauses, listCauses } from './causes.ts';

export const RECORD_USAGE = `Usage: npm run bench -- record [flags] [CAUSE…]
  --out DIR   where the recordings go (default bench/diagnosis/recordings)
  --help      print this
Without a cause it records all. One takes four minutes; eight run at a time.`;

const IMAGE = 'memledger-diagnosis';
const LIMIT = 2 ** 30;
const AT_ONCE = 8;
const FIRST_PORT = 26060;
const RECORDED = '220s';

interface Context {
  dir: string;
  out: string;
  /** Given out already. */
  ports: Set<number>;
  undo: Undo;
  signal: AbortSignal;
}

/** Records each cause in a container of its own; rejects, after all, where one could not be. */
export async function record(args: string[], signal: AbortSignal): Promise<void> {
  const { out, wanted, help } = parse(args);
  if (help) {
    console.log(RECORD_USAGE);
    return;
  }
  const undo = new Undo();
  try {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'memledger-record-'));
    undo.push(`remove ${dir}`, () => rmSync(dir, { recursive: true, force: true }));
    const context = { dir, out, ports: new Set<number>(), undo, signal };
    await build(context);
    const causes = chooseCauses(await listCauses(path.join(dir, 'workloads'), signal), wanted);
    const failures: string[] = [];
    const queue = [...causes];
    const worker = async () => {
      for (let cause = queue.shift(); cause; cause = queue.shift()) {
        await recordOne(cause, context).catch((error: unknown) => failures.push(String(error)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (failures.length > 0) {
      throw new Error(failures.join('\n'));
    }
  } finally {
    for (const failure of await undo.run()) {
      console.error(`Left behind: ${failure}`);
    }
  }
}

function parse(args: string[]) {
  const wanted: string[] = [];
  let out = 'bench/diagnosis/recordings';
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--help') {
      return { out, wanted, help: true };
    } else if (args[i] === '--out' && args[i + 1]) {
      out = args[++i];
    } else if (args[i].startsWith('-')) {
      throw new Error(`flag ${JSON.stringify(args[i])}: want --out DIR or --help`);
    } else {
      wanted.push(args[i]);
    }
  }
  return { out, wanted, help: false };
}

async function build({ dir, undo, signal }: Context) {
  say('Building workload and recorder …');
  for (const program of ['workloads', 'recorder']) {
    const args = ['build', '-trimpath', '-o', path.join(dir, program), `./bench/diagnosis/${program}`];
    await run('go', args, { signal, env: { CGO_ENABLED: '0' } });
  }
  undo.push(`remove podman image ${IMAGE}`, async () => {
    await run('podman', ['image', 'rm', '--force', IMAGE]);
  });
  // An image of one file: a static binary needs no more.
  await run('sh', ['-c', 'tar -c -C "$0" workloads | podman import - "$1"', dir, IMAGE], { signal });
}

async function recordOne({ name, level, trend }: Cause, { dir, out, ports, undo, signal }: Context) {
  const container = `memledger-diagnosis-${name}`;
  const port = await choosePort(FIRST_PORT, ports);
  ports.add(port);
  const listen = `127.0.0.1:${port}`;
  const remove = async () => {
    await run('podman', ['container', 'rm', '--force', '--ignore', '--time', '2', container]);
  };
  undo.push(`remove podman container ${container}`, remove);
  await run(
    'podman',
    [
      ...runtimeFlags(),
      ...['run', '--detach', '--name', container, '--network', 'host', '--memory', String(LIMIT)],
      ...['--ulimit', 'nofile=4096:4096', '--ulimit', 'nproc=1000:1000', '--shm-size', '512m'],
      ...['--volume', `${diskFolder(undo)}:/data`],
      ...[IMAGE, '/workloads', '-cause', name, '-listen', listen],
    ],
    { signal }
  );
  const pid = await run('podman', ['inspect', '--format', '{{.State.Pid}}', container], { signal });
  say(`Recording ${name} …`);
  const version = (await run('podman', ['--version'], { signal })).trim();
  const flags = {
    pid: pid.trim(),
    target: `http://${listen}/metrics`,
    out: path.join(out, `${name}.json.gz`),
    for: RECORDED,
    after: '8s',
    name,
    level,
    trend,
    runtime: version,
  };
  try {
    await run(
      path.join(dir, 'recorder'),
      Object.entries(flags).flatMap(([key, value]) => [`-${key}`, value]),
      { signal }
    );
  } catch (error) {
    const logs = await run('podman', ['logs', container]).catch(() => '');
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}\n${logs}`);
  } finally {
    await remove();
  }
}
