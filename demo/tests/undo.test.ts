import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Undo } from '../lib/undo.ts';

test('takes back the newest first, once, and goes on after a failure', async () => {
  const done: string[] = [];
  const undo = new Undo();
  undo.push('first', () => void done.push('first'));
  undo.push('second', () => {
    throw new Error('busy');
  });
  undo.push('third', async () => void done.push('third'));
  assert.deepEqual(await undo.run(), ['second: busy']);
  assert.deepEqual(done, ['third', 'first']);
  assert.deepEqual(await undo.run(), []);
});
