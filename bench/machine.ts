import os from 'node:os';
import { run } from '../demo/lib/process.ts';

/** What a reader must know of the machine to judge the numbers, and nothing that tells which one it was. */
export async function describeMachine(): Promise<string> {
  const cores = os.availableParallelism();
  const kernel = os.release().match(/^\d+\.\d+/)?.[0] ?? '';
  const go = (await run('go', ['env', 'GOVERSION'])).trim();
  return [
    `${cores} ${cores === 1 ? 'core' : 'cores'} (${os.cpus()[0]?.model.trim() ?? 'unknown'})`,
    `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    `${os.type()} ${kernel} ${os.arch()}`,
    go.replace('go', 'Go '),
    `Node ${process.versions.node.split('.')[0]}`,
    `load ${os.loadavg()[0].toFixed(1)} at the start`,
  ].join(', ');
}
