import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareRules } from '../checks/alerts.ts';

const rule = (name: string, ...alerts: Array<[container: string, state: string]>) => ({
  name,
  health: 'ok',
  alerts: alerts.map(([container, state]) => ({ state, labels: { container } })),
});
const NOT_HEAP = 'Reported memory is not the Go heap';
const NEAR_LIMIT = 'Unreclaimable memory near the limit';
const GOOD = [rule(NOT_HEAP, ['api', 'Alerting'], ['leaky', 'Normal']), rule(NEAR_LIMIT, ['leaky', 'Alerting'])];

const problems = (rules: Parameters<typeof compareRules>[0]) => compareRules(rules).map(({ problem }) => problem);

test('holds where each rule fires for its container alone', () => {
  assert.deepEqual(problems(GOOD), [undefined, undefined]);
});

test('does not hold while a rule is pending, or where it fires for another too', () => {
  assert.ok(problems([rule(NOT_HEAP, ['api', 'Pending']), ...GOOD.slice(1)])[0]);
  assert.ok(problems([...GOOD.slice(0, 1), rule(NEAR_LIMIT, ['leaky', 'Alerting'], ['api', 'Alerting'])])[1]);
});

test('names what a rule that cannot be evaluated says, and a rule that is missing', () => {
  assert.match(
    String(problems([{ ...rule(NOT_HEAP), health: 'error', lastError: 'no such thing' }])[0]),
    /no such thing/
  );
  assert.deepEqual(problems([]), ['it is not there', 'it is not there']);
});
