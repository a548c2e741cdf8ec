import path from 'node:path';
import { run, which } from './process.ts';
import { isStale } from './stale.ts';
import { say } from './say.ts';
import { WORKLOADS } from './workloads.ts';

export const WORKLOADS_DIR = path.join('bin', 'demo');

/** Builds the `memledger` program and the workloads; Go itself knows what is up to date. */
export async function buildGo(signal: AbortSignal) {
  if (!which('go')) {
    throw new Error('go: not on the PATH; the demo wants Node and Go (https://go.dev/dl)');
  }
  say('Building memledger and the workloads …');
  // Static, so that an image of one file runs them; alike, so that what they share is compiled once.
  const build = (out: string, flags: string[], packages: string[]) =>
    run('go', ['build', '-trimpath', ...flags, '-o', out, ...packages], { env: { CGO_ENABLED: '0' }, signal });
  await build('bin' + path.sep, [], ['./cmd/memledger', './cmd/memledger-workbench']);
  const packages = WORKLOADS.map(({ name }) => `./demo/workloads/${name}`);
  await build(WORKLOADS_DIR + path.sep, ['-ldflags', '-s -w'], packages);
}

const isTest = (file: string) => /\.(test|spec)\.tsx?$|_test\.go$|testdata$/.test(file);

/** Builds the plugin, front-end and backend, for this machine's Grafana. */
export async function buildPlugin(signal: AbortSignal) {
  const frontEnd = ['src', 'package-lock.json', 'webpack.config.ts', '.config'];
  const notPlugin = (file: string) => isTest(file) || file === path.join('src', 'workbench');
  if (isStale(path.join('dist', 'module.js'), frontEnd, notPlugin)) {
    say('Building the plugin: front-end …');
    await npm('build', signal);
  }
  const backend = `gpx_memledger_${GOOS[process.platform] ?? process.platform}_${GOARCH[process.arch] ?? process.arch}`;
  if (isStale(path.join('dist', 'datasource', backend), ['pkg', 'go.sum'], isTest)) {
    say('Building the plugin: backend …');
    await npm('build:backend:host', signal);
  }
}

/** Builds the page that `memledger workbench` serves. */
export async function buildWorkbench(signal: AbortSignal) {
  const sources = ['src', 'package-lock.json', path.join('scripts', 'buildWorkbench.ts')];
  if (isStale(path.join('bin', 'workbench', 'index.html'), sources, isTest)) {
    say('Building the workbench …');
    await run(process.execPath, ['scripts/start.mjs', 'scripts/buildWorkbench.ts'], { signal });
  }
}

const GOOS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const GOARCH: Record<string, string> = { x64: 'amd64' };

const npm = (script: string, signal: AbortSignal) => run('npm', ['run', '--silent', script], { signal });
