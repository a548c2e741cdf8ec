import { AlertWatch } from './checks/alerts.ts';
import { check, printFindings } from './checks/check.ts';
import { choosePorts } from './lib/ports.ts';
import { run } from './lib/process.ts';
import type { Options } from './lib/options.ts';
import { pause, say, until } from './lib/say.ts';
import type { Undo } from './lib/undo.ts';
import { FAST_LEAK, SETTLED_MS, WORKLOADS } from './lib/workloads.ts';
import type { Placed } from './places/place.ts';
import { login } from './services/grafana.ts';

const PROJECT = 'memledger-demo';

/** Whether there is an engine that answers, and compose with it; a client alone is not enough. */
export async function dockerWorks(signal: AbortSignal): Promise<boolean> {
  try {
    await run('docker', ['info'], { signal });
    await run('docker', ['compose', 'version'], { signal });
    return true;
  } catch {
    return false;
  }
}

/** The demo in containers: docker-compose.yaml has the parts, this starts, asks and removes them. */
export async function runDocker(options: Options, undo: Undo, signal: AbortSignal): Promise<boolean> {
  const ports = await choosePorts({ grafana: 3000, prometheus: 9090 });
  const env = {
    GRAFANA_PORT: String(ports.grafana),
    PROMETHEUS_PORT: String(ports.prometheus),
    ...(options.check && { API_FIRST: '3s', LEAKY_RATE: FAST_LEAK }),
  };
  const compose = (...args: string[]) => run('docker', ['compose', '-p', PROJECT, ...args], { env, signal });
  // Without the signal: this has to run after it.
  undo.push('remove the containers, volumes and images', async () => {
    await run('docker', ['compose', '-p', PROJECT, 'down', '--volumes', '--rmi', 'local', '--timeout', '10'], { env });
  });
  say('Building the images (some minutes the first time) …');
  await compose('build');
  await compose('up', '--detach');
  const began = Date.now();
  say('Starting Grafana …');
  const url = `http://127.0.0.1:${ports.grafana}`;
  await until('Grafana is ready', 120, async () => (await fetch(`${url}/api/health`)).ok || undefined, signal);
  const placed = WORKLOADS.map(({ name }): Placed => ({
    name,
    container: name,
    readMemory: (file) => readInContainer(compose, name, file),
    report: () =>
      compose(
        'exec',
        '-T',
        'exporter',
        'memledger',
        'report',
        '--state.docker=/names',
        '--container',
        name,
        '--target',
        `http://${name}:6060/metrics`
      ),
  }));
  if (!options.check) {
    await pause(15_000, signal);
    for (const { name, report } of placed) {
      console.log(`\n── ${name} ──\n${await report(signal)}`);
    }
    console.log(`\n  Open ${url}/d/memledger-incident (admin/admin)\n  Ctrl-C ends it and removes everything.\n`);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
  }
  const server = { url, datasource: 'memledger', headers: login(), alerts: true };
  const alerts = AlertWatch.of([server], signal);
  await pause(Math.max(0, began + SETTLED_MS - Date.now()), signal);
  const findings = await check([server], placed, true, alerts, signal);
  printFindings(findings);
  return findings.every(({ problem }) => !problem);
}

/** Inside a container, its own cgroup lies at the mount; where, depends on the version. */
async function readInContainer(compose: (...args: string[]) => Promise<string>, service: string, file: string) {
  const both = `cat /sys/fs/cgroup/${file} 2>/dev/null || cat /sys/fs/cgroup/memory/${file} 2>/dev/null || true`;
  const text = await compose('exec', '-T', service, 'sh', '-c', both);
  return text === '' ? undefined : text;
}
