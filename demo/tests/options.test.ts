import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions, USAGE } from '../lib/options.ts';

test('without flags it is to be watched, with the best that there is', () => {
  assert.deepEqual(parseOptions([]), { check: false, docker: true, grafana: true, keep: false, place: 'best' });
});

test('reads every flag that the usage names', () => {
  const flags = [...USAGE.matchAll(/^ {2}(--\S+)/gm)].map(([, flag]) => flag ?? '');
  assert.ok(flags.length >= 5);
  for (const flag of flags) {
    assert.notDeepEqual(parseOptions([flag]), parseOptions([]), flag);
  }
});

test('names a flag that it does not know, and those that it does', () => {
  assert.throws(() => parseOptions(['--chek']), /"--chek".*--check/);
});
