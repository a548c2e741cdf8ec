import { foremost, orderFormulas } from './order';
import { type Formula } from './toolsTable';

const formula = (id: string, tools: Array<[id: string, match: string]>): Formula => ({
  id,
  tools: tools.map(([tool, match]) => ({ id: tool, label: tool, help: '', source: '', ref: '', match, formatted: '' })),
  parts: [],
  missing: '',
});
const names = (formulas: Formula[]) => formulas.map(({ tools }) => tools.map(({ id }) => id).join('='));

const USAGE = formula('usage', [
  ['usage', 'any'],
  ['docker_api', 'no'],
  ['podman_3', 'yes'],
]);
const WORKING_SET = formula('docker', [
  ['docker', 'no'],
  ['podman_5', 'yes'],
]);
const CACHE = formula('docker_17', [['docker_17', 'no']]);
const ALL = [CACHE, USAGE, WORKING_SET];

test('the tools of the runtime stand first, others behind "all tools"', () => {
  const { pinned, shown, rest } = orderFormulas(ALL, '');
  expect(pinned).toBeUndefined();
  expect(names(shown)).toEqual(['podman_3=usage=docker_api', 'podman_5=docker']);
  expect(names(rest)).toEqual(['docker_17']);
});

test('the pinned tool stands on top and in front, whatever the runtime', () => {
  expect(names([orderFormulas(ALL, 'docker').pinned!])).toEqual(['docker=podman_5']);
  const { pinned, shown, rest } = orderFormulas(ALL, 'docker_17');
  expect(names([pinned!])).toEqual(['docker_17']);
  expect([shown.length, rest.length]).toEqual([2, 0]);
});

test('a pinned tool that is not there pins nothing', () => {
  expect(orderFormulas(ALL, 'incus').pinned).toBeUndefined();
});

test('where the runtime is not known nothing is behind "all tools"', () => {
  const unknown = [formula('a', [['a', 'unknown']]), formula('b', [['b', 'unknown']])];
  expect(orderFormulas(unknown, '').rest).toEqual([]);
});

test('the foremost are the runtime’s, or the first alone', () => {
  expect(foremost(orderFormulas([USAGE], '').shown[0].tools).map(({ id }) => id)).toEqual(['podman_3', 'usage']);
  expect(foremost(CACHE.tools)).toEqual(CACHE.tools);
});
