import { foreignFrame } from '../testdata/frames';
import { golden } from '../testdata/golden';
import { segmentsOf } from './segments';
import { containersOf, isToolsFrame } from './toolsTable';

const containers = containersOf([foreignFrame(), golden('tools-incident.json')]);
const byTitle = (title: string) => containers.find((container) => container.title.endsWith(title))!;
const formulaOf = (title: string, tool: string) =>
  byTitle(title).formulas.find(({ tools }) => tools.some(({ id }) => id === tool))!;
const toolsWith = (title: string, tool: string) => formulaOf(title, tool).tools.map(({ id }) => id);

test('every container of the answer has its own, with where it runs', () => {
  expect(containers.map(({ title, runtime, cgroupVersion }) => [title, runtime, cgroupVersion])).toEqual([
    ['api', 'Podman', 1],
    ['backup', 'Docker', 2],
    ['shop / web-0 / web', 'Kubernetes', null],
  ]);
});

test('tools of one sum are one row, and two where the cgroup version parts them', () => {
  expect(toolsWith('api', 'podman_4_0')).toEqual(
    expect.arrayContaining(['usage', 'podman_3', 'docker_17_05', 'systemd'])
  );
  expect(toolsWith('backup', 'podman_4_0')).toEqual(['podman_4_0', 'podman_4_7', 'cadvisor_rss']);
  expect(toolsWith('api', 'podman_4_7')).toEqual(['podman_4_7']);
  const current = ['docker_20_10', 'podman_5_6', 'kubectl_top', 'cadvisor_working_set', 'crictl', 'nerdctl'];
  expect(toolsWith('api', 'kubectl_top')).toEqual(current);
  expect(toolsWith('backup', 'kubectl_top')).toEqual(current);
});

test('every formula has all classes in one order', () => {
  for (const { title, formulas } of containers.slice(0, 2)) {
    const [first, ...others] = formulas.map(({ parts }) => parts.map(({ id }) => id));
    expect(first.at(-1)).toBe('unattributed');
    others.forEach((ids) => expect([title, ids]).toEqual([title, first]));
  }
});

test('what is counted ends at the printed number, what is left out at usage', () => {
  for (const { formulas } of containers.slice(0, 2)) {
    const usage = formulas[0].printed?.to;
    for (const { id, parts, printed } of formulas) {
      expect([id, parts.at(-1)?.countedAt.to]).toEqual([id, printed?.to]);
      expect([id, parts.at(-1)?.leftOutAt.to]).toEqual([id, usage]);
    }
  }
});

test('Docker leaves the inactive page cache out and nothing else of the cache', () => {
  const segments = segmentsOf(formulaOf('backup', 'docker_20_10'));
  const left = segments.filter(({ kind }) => kind === 'left').map(({ part }) => part?.id);
  expect(left).toContain('file_inactive');
  expect(left).not.toContain('file_active');
  const counted = segments.filter(({ kind }) => kind === 'counted').map(({ part }) => part?.id);
  expect(counted).not.toContain('file_inactive');
});

test('a number that nothing splits is one bar, and one that is missing none', () => {
  const whole = formulaOf('web', 'kubectl_top');
  expect(segmentsOf(whole)).toEqual([{ key: 'whole', kind: 'whole', at: { from: 0, to: 42 * 2 ** 20 } }]);
  const missing = formulaOf('web', 'usage');
  expect([segmentsOf(missing), missing.missing]).toEqual([[], 'usage']);
});

test('two cgroups of one identity are two containers', () => {
  const frame = golden('tools-incident.json');
  const fields = frame.fields.map((field) => ({
    ...field,
    values: ['cluster', 'node', 'namespace', 'pod', 'container'].includes(field.name)
      ? field.values.map(() => 'same')
      : field.values,
  }));
  expect(containersOf([{ ...frame, fields }])).toHaveLength(3);
});

test('tools over time are not the table', () => {
  expect(isToolsFrame(golden('tools.json'))).toBe(false);
  expect(isToolsFrame(golden('tools-table.json'))).toBe(true);
});
