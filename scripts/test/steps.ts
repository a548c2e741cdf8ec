import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildPrometheus } from '../../demo/services/prometheus.ts';
import { capture } from './capture.ts';
import { add, type Counts, fromDemo, fromGo, fromJest, fromPlaywright, fromTap, one, skipped } from './counts.ts';

interface Step {
  name: string;
  run: () => Promise<Counts>;
}
export type Lane = Step[];

/** A step that is one check: the program's exit code says it all. */
const check = (name: string, command: string, ...args: string[]): Step => ({
  name,
  run: async () => {
    const { code, output } = await capture(command, args);
    return one(code === 0, output);
  },
});

/** A program whose report says what it found, unless it failed before it could report. */
function reported(code: number, counts: Counts, output: string): Counts {
  return code !== 0 && counts.failed === 0 ? add(counts, one(false, output)) : counts;
}

const jest: Step = {
  name: 'jest',
  run: () =>
    inFolder(async (dir) => {
      const report = path.join(dir, 'jest.json');
      // A busy machine is slow, not wrong.
      const { code, output } = await capture('npx', [
        'jest',
        '--json',
        `--outputFile=${report}`,
        '--maxWorkers=2',
        '--testTimeout=30000',
      ]);
      return reported(code, fromJest(read(report)), output);
    }),
};

const runnerTests: Step = {
  name: 'tests of the demo, the benchmarks and of these scripts',
  run: async () => {
    const files = ['demo/tests', 'bench/tests', 'scripts/test'].flatMap(testFiles);
    const { code, output } = await capture(process.execPath, [
      '--import',
      'tsx',
      '--test',
      '--test-reporter=tap',
      ...files,
    ]);
    return reported(code, fromTap(output), output);
  },
};

/** The pinned Prometheus, for the tests that ask a real one, or its promtool, and, where none is installed, for the demo. */
const prometheus: Step = {
  name: 'Prometheus',
  run: async () => {
    const program = await buildPrometheus(() => undefined, new AbortController().signal);
    process.env.MEMLEDGER_PROMETHEUS_3 = program;
    process.env.MEMLEDGER_PROMTOOL = await buildPrometheus(() => undefined, new AbortController().signal, 'promtool');
    process.env.PATH = `${process.env.PATH ?? ''}${path.delimiter}${path.dirname(program)}`;
    return one(true, program);
  },
};

const goTest: Step = {
  name: 'go test -race',
  run: async () => {
    const { code, output } = await capture('go', ['test', '-race', '-json', './...'], { CGO_ENABLED: '1' });
    return reported(code, fromGo(output), output.slice(-3000));
  },
};

/** A Go module of its own: its tests have dependencies that the plugin must not have. */
const goModule = (name: string, dir: string): Step => ({
  name,
  run: async () => {
    const { code, output } = await capture('go', ['-C', dir, 'test', '-json', './...']);
    return reported(code, fromGo(output), output.slice(-3000));
  },
});

/** The demo, unattended, and while it runs the end-to-end tests on it. */
const demo: Step = {
  name: 'demo --check, and end-to-end tests on it',
  run: () =>
    inFolder(async (dir) => {
      const report = path.join(dir, 'playwright.json');
      const hasBrowser = BROWSERS.some((file) => existsSync(file));
      const then = hasBrowser ? ['--then=npx playwright test --reporter=json'] : [];
      const { code, output } = await capture(
        process.execPath,
        ['scripts/start.mjs', 'demo/run.ts', '--check', '--no-docker', '--workbench', ...then],
        { PLAYWRIGHT_JSON_OUTPUT_NAME: report, MEMLEDGER_PLUGIN_BESIDE: 'tests/e2e/memledger-embedtest-app' }
      );
      const found = fromDemo(output);
      if (found.passed === 0) {
        return add(found, one(false, output.slice(-3000)));
      }
      const endToEnd = hasBrowser
        ? fromPlaywright(read(report))
        : skipped('end-to-end tests', `no browser; want one of ${BROWSERS.join(', ')}`);
      return reported(code, add(found, endToEnd), output.slice(-3000));
    }),
};

const BROWSERS = [
  process.env.PLAYWRIGHT_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].filter((file) => file !== '');

export const LANES: Lane[] = [
  [
    check('types', 'npm', 'run', '--silent', 'typecheck'),
    check('lint', 'npm', 'run', '--silent', 'lint'),
    jest,
    runnerTests,
    check('build of the front-end', 'npm', 'run', '--silent', 'build'),
  ],
  [
    check('go mod download', 'go', 'mod', 'download'),
    check('go vet', 'go', 'vet', './...'),
    prometheus,
    goTest,
    goModule('deploy files', 'tests/deploy'),
    goModule('real programs', 'tests/programs'),
    check('build of the backend', 'npm', 'run', '--silent', 'build:backend:host'),
  ],
];

export const LAST: Lane = [demo];

const testFiles = (dir: string) =>
  readdirSync(dir)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(dir, name));

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'memledger-test-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
