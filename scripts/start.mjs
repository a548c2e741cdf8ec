// Runs one of our TypeScript programs with nothing but Node: `node scripts/start.mjs demo/run.ts …`.
// Plain JavaScript, because it is what installs the TypeScript loader.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [program, ...args] = process.argv.slice(2);
if (!program) {
  console.error('start.mjs: no program given; want the path of a TypeScript file');
  process.exit(2);
}
process.chdir(root);
installModules();
process.argv = [process.argv[0], path.resolve(program), ...args];
const require = createRequire(import.meta.url);
// The package is CommonJS, so that is what its TypeScript becomes.
require('tsx/cjs/api').register();
require(path.resolve(program));

function installModules() {
  if (isInstalled()) {
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

// npm lists what it installed in node_modules/.package-lock.json; what is missing there, or in another version, is
// stale. Optional packages may be for another system.
function isInstalled() {
  const installed = 'node_modules/.package-lock.json';
  if (!existsSync(installed)) {
    return false;
  }
  const have = packagesOf(installed);
  return Object.entries(packagesOf('package-lock.json')).every(
    ([name, { version, optional, link }]) => name === '' || optional || link || have[name]?.version === version
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
