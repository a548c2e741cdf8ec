import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALERTS } from '../../src/generated/alerts.ts';
import { Fired, type Rule } from '../checks/alerts.ts';

type Firing = [rule: string, container: string, state?: string];

const LEAK = 'The Go heap leaks';
const NEAR_LIMIT = 'Unreclaimable memory near the limit';
const NOT_HEAP = 'Reported memory is not the Go heap';

/** All rules of the table, well, with these alerts. */
const rules = (...firings: Firing[]): Rule[] =>
  ALERTS.map(({ severity, form: { name } }) => ({
    name,
    health: 'ok',
    alerts: firings
      .filter(([rule]) => rule === name)
      .map(([, container, state = 'Alerting']) => ({ state, labels: { container, severity } })),
  }));
const QUIET = rules();
const STORY: Firing[] = [
  [LEAK, 'leaky'],
  [LEAK, 'api', 'Normal'],
  [NEAR_LIMIT, 'leaky'],
  [NOT_HEAP, 'api'],
];
const GOOD = rules(...STORY);

const findings = (...looks: Rule[][]) => {
  const fired = new Fired();
  looks.forEach((look, i) => fired.add(look, 10 * i));
  return fired.findings();
};
/** What is wrong, by how what was looked at begins. */
const wrong = (...looks: Rule[][]) =>
  findings(...looks).flatMap(({ what, problem }) => (problem === undefined ? [] : [`${what}: ${problem}`]));

test('holds where each rule fired for its container, whenever that was, and says when', () => {
  assert.deepEqual(wrong(GOOD), []);
  assert.deepEqual(wrong(QUIET, GOOD, QUIET), []);
  assert.match(findings(QUIET, GOOD, QUIET)[2].detail, /leaky after 10 s$/);
});

test('does not hold where a rule is but pending', () => {
  const pending = STORY.map(([rule, container]): Firing => [rule, container, rule === LEAK ? 'Pending' : 'Alerting']);
  assert.deepEqual(wrong(rules(...pending)), [`the rule "${LEAK}" fires for leaky: it does not`]);
});

test('names each rule above info that ever fired for the container with nothing wrong', () => {
  const [problem, ...others] = wrong(rules(...STORY, ['Goroutines leak', 'api'], [NEAR_LIMIT, 'api']), GOOD);
  assert.deepEqual(others, []);
  assert.match(problem, /for api .*: Unreclaimable .*\(critical\); Goroutines leak \(warning\)$/);
});

test('names a rule that is not there, has no data or cannot be evaluated, as it was last', () => {
  const change = (name: string, to: Partial<Rule>) => GOOD.map((r) => (r.name === name ? { ...r, ...to } : r));
  const all = `all ${ALERTS.length} rules are loaded and evaluated`;
  assert.deepEqual(wrong(GOOD, change(LEAK, { health: 'error', lastError: 'no such thing' })), [
    `${all}: ${LEAK}: error: no such thing`,
  ]);
  assert.deepEqual(wrong(change('Goroutines leak', { health: 'nodata' })), [`${all}: Goroutines leak: nodata`]);
  assert.deepEqual(wrong(GOOD, GOOD.slice(1)), [`${all}: ${GOOD[0].name}: it is not there`]);
  assert.deepEqual(wrong(change(LEAK, { health: 'error', lastError: 'not yet' }), GOOD), []);
});
