import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions, USAGE } from '../lib/options.ts';

const NONE = { check: false, docker: true, grafana: true, workbench: false, keep: false, place: 'best' };

test('without flags it is to be watched, with the best that there is', () => {
  assert.deepEqual(parseOptions([]), NONE);
});

test('reads every flag that the usage names', () => {
  const flags = [...USAGE.matchAll(/^ {2}(--\S+)/gm)].map(([, flag]) => flag ?? '');
  assert.ok(flags.length >= 5);
  for (const flag of flags) {
    assert.notDeepEqual(parseOptions([flag, '--check']), NONE, flag);
  }
});

test('takes a command for after the check, and only then', () => {
  assert.equal(parseOptions(['--check', '--then=a b=c --d']).then, 'a b=c --d');
  assert.throws(() => parseOptions(['--then=a']), /--check/);
});

test('names a flag that it does not know, and those that it does', () => {
  assert.throws(() => parseOptions(['--chek']), /"--chek".*--check/);
});
