import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, countLine, fromDemo, fromGo, fromJest, fromPlaywright, fromTap, NONE, one, skipped } from './counts.ts';

const lines = (...events: object[]) => events.map((event) => JSON.stringify(event)).join('\n');

test('counts the tests of go test -json, and says why one was skipped or failed', () => {
  const counts = fromGo(
    lines(
      { Action: 'run', Package: 'p', Test: 'TestA' },
      { Action: 'pass', Package: 'p', Test: 'TestA' },
      { Action: 'output', Package: 'p', Test: 'TestB', Output: '    b_test.go:5: no podman\n' },
      { Action: 'skip', Package: 'p', Test: 'TestB' },
      { Action: 'output', Package: 'p', Test: 'TestC', Output: '    c_test.go:7: want 1\n' },
      { Action: 'output', Package: 'p', Test: 'TestC', Output: '--- FAIL: TestC (0.00s)\n' },
      { Action: 'fail', Package: 'p', Test: 'TestC' },
      { Action: 'fail', Package: 'p' },
      { Action: 'skip', Package: 'without tests' }
    )
  );
  assert.equal(countLine(counts), '1 passed, 1 failed, 1 skipped');
  assert.deepEqual(counts.skips, ['p TestB: b_test.go:5: no podman']);
  assert.deepEqual(counts.failures, ['p TestC failed\n    c_test.go:7: want 1\n']);
});

test('counts a Go package that does not build', () => {
  const counts = fromGo(
    lines(
      { Action: 'build-output', ImportPath: 'p [p.test]', Output: './a.go:1: syntax error\n' },
      { Action: 'build-fail', ImportPath: 'p [p.test]' },
      { Action: 'fail', Package: 'q' }
    )
  );
  assert.equal(counts.failed, 2);
  assert.match(counts.failures[0] ?? '', /syntax error/);
});

test('counts the tests of jest, and a file that did not load', () => {
  const result = (status: string) => ({ fullName: `is ${status}`, status });
  const file = (status: string, ...assertionResults: object[]) => ({
    name: 'f.test.ts',
    status,
    message: 'm',
    assertionResults,
  });
  const report = {
    testResults: [
      file('passed', result('passed'), result('pending')),
      file('failed', result('failed')),
      file('failed'),
    ],
  };
  const counts = fromJest(JSON.stringify(report));
  assert.equal(countLine(counts), '1 passed, 2 failed, 1 skipped');
  assert.deepEqual(counts.skips, ['is pending: marked pending in f.test.ts']);
  assert.deepEqual(fromJest(''), NONE);
});

test('counts TAP', () => {
  const tap = "TAP version 13\nok 1 - a\nnot ok 2 - b\n  ---\n  error: 'x'\n  ...\nok 3 - c # SKIP no disk\n1..3\n";
  const counts = fromTap(tap);
  assert.equal(countLine(counts), '1 passed, 1 failed, 1 skipped');
  assert.deepEqual(counts.skips, ['c: no disk']);
  assert.match(counts.failures[0] ?? '', /error: 'x'/);
});

test('counts what the demo prints', () => {
  const counts = fromDemo('  12s  text\n  ok    a (1)\n  FAIL  b (2): why\n  skip  c (no Grafana)\n');
  assert.equal(countLine(counts), '1 passed, 1 failed, 1 skipped');
  assert.deepEqual([counts.failures, counts.skips], [['b (2): why'], ['c (no Grafana)']]);
});

test('counts the tests of Playwright, nested ones too, and errors outside of them', () => {
  const spec = (title: string, status: string) => ({
    title,
    tests: [
      { status, annotations: [{ type: 'skip', description: 'no Grafana' }], results: [{ error: { message: 'boom' } }] },
    ],
  });
  const inner = { title: 'inner', specs: [spec('fails', 'unexpected'), spec('flaky', 'flaky')] };
  const report = {
    suites: [
      { title: 'a.spec.ts', specs: [spec('passes', 'expected'), spec('is skipped', 'skipped')], suites: [inner] },
    ],
    errors: [{ message: 'cannot load' }],
  };
  const counts = fromPlaywright(JSON.stringify(report));
  assert.equal(countLine(counts), '2 passed, 2 failed, 1 skipped');
  assert.deepEqual(counts.skips, ['a.spec.ts › is skipped: no Grafana']);
  assert.match(counts.failures[0] ?? '', /a\.spec\.ts › inner › fails\nboom/);
});

test('adds up', () => {
  assert.equal(
    countLine([one(true, ''), one(false, 'x'), skipped('a', 'b'), NONE].reduce(add)),
    '1 passed, 1 failed, 1 skipped'
  );
});
