// Runs one of our TypeScript programs with nothing but Node: `node scripts/start.mjs demo/run.ts …`.
// Plain JavaScript, because it is what installs the TypeScript loader.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [program, ...args] = process.argv.slice(2);
if (!program) {
  console.error('start.mjs: no program given; want the path of a TypeScript file');
  process.exit(2);
}
process.chdir(root);
installModules();
process.argv = [process.argv[0], path.resolve(program), ...args];
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(path.resolve(program)).href);

// npm writes node_modules/.package-lock.json at the end of an installation: older than the lock file, or absent,
// means that what is there is not what the lock file says.
function installModules() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) {
    return;
  }
  console.log('Installing Node modules (npm ci) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(`npm ci failed with exit code ${npm.status}; nothing was started`);
    process.exit(1);
  }
}
