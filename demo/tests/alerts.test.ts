import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fired, type Rule } from '../checks/alerts.ts';

const rule = (name: string, ...alerts: Array<[container: string, state: string]>): Rule => ({
  name,
  health: 'ok',
  alerts: alerts.map(([container, state]) => ({ state, labels: { container } })),
});
const LEAK = 'The Go heap leaks';
const NEAR_LIMIT = 'Unreclaimable memory near the limit';
const NOT_HEAP = 'Reported memory is not the Go heap';
const QUIET = [rule(LEAK), rule(NEAR_LIMIT), rule(NOT_HEAP), rule('Goroutines leak')];
const GOOD = [
  rule(LEAK, ['api', 'Normal'], ['leaky', 'Alerting']),
  rule(NEAR_LIMIT, ['leaky', 'Alerting']),
  rule(NOT_HEAP, ['api', 'Alerting'], ['leaky', 'Normal']),
];

const problems = (...looks: Rule[][]) => {
  const fired = new Fired();
  looks.forEach((rules) => fired.add(rules));
  return fired.findings().map(({ problem }) => problem);
};

test('holds where each rule fired for its container alone, whenever that was', () => {
  assert.deepEqual(problems(GOOD), [undefined, undefined, undefined, undefined]);
  assert.deepEqual(problems(QUIET, GOOD, QUIET), [undefined, undefined, undefined, undefined]);
});

test('does not hold while a rule is pending, or where it fired for another too', () => {
  assert.ok(problems(QUIET, [rule(LEAK, ['leaky', 'Pending'])])[0]);
  assert.ok(problems(GOOD, [rule(NEAR_LIMIT, ['api', 'Alerting'])])[1]);
});

test('names a rule that fired for the container with nothing wrong', () => {
  assert.match(String(problems(GOOD, [rule('Goroutines leak', ['api', 'Alerting'])], QUIET)[3]), /Goroutines leak/);
});

test('names what a rule that cannot be evaluated says, and a rule that is missing', () => {
  const ill = { ...rule(LEAK), health: 'error', lastError: 'no such thing' };
  assert.match(String(problems(GOOD, [ill])[0]), /no such thing/);
  assert.match(String(problems(GOOD, [ill])[3]), /no such thing/);
  assert.deepEqual(problems([]).slice(0, 3), ['it is not there', 'it is not there', 'it is not there']);
});
