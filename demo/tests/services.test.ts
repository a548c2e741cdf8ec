import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { which } from '../lib/process.ts';
import { isStale } from '../lib/stale.ts';
import { prometheusConfig } from '../services/prometheus.ts';

const inFolder = (work: (dir: string) => void) => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'memledger-test-'));
  try {
    work(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
};

test('configures Prometheus with the labels that an ordinary user has', () => {
  const config = JSON.parse(prometheusConfig([{ name: 'api', target: '127.0.0.1:6060' }]));
  assert.deepEqual(config.scrape_configs, [{ job_name: 'api', static_configs: [{ targets: ['127.0.0.1:6060'] }] }]);
});

test('builds anew what is absent or older than its sources, tests aside', () =>
  inFolder((dir) => {
    const [built, source, specs] = ['built', 'src/a.ts', 'src/a.test.ts'].map((name) => path.join(dir, name));
    assert.ok(built && source && specs);
    mkdirSync(path.join(dir, 'src'));
    const write = (file: string, seconds: number) => {
      writeFileSync(file, '');
      utimesSync(file, seconds, seconds);
    };
    const stale = () => isStale(built, [path.join(dir, 'src')], (file) => file.endsWith('.test.ts'));
    write(source, 1000);
    assert.ok(stale(), 'absent');
    write(built, 2000);
    write(specs, 3000);
    assert.ok(!stale(), 'only a test is newer');
    write(source, 3000);
    assert.ok(stale(), 'a source is newer');
  }));

test('finds programs on the PATH, and nothing that cannot run', () =>
  inFolder((dir) => {
    writeFileSync(path.join(dir, 'text'), '');
    writeFileSync(path.join(dir, 'program'), '');
    chmodSync(path.join(dir, 'program'), 0o755);
    assert.equal(which('program', `/nowhere${path.delimiter}${dir}`), path.join(dir, 'program'));
    assert.equal(which('text', dir), undefined);
    assert.equal(which('program', ''), undefined);
  }));
