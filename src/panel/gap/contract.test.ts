import { createTheme } from '@grafana/data';
import { withDisplay } from '../breakdown/format';
import { golden as bareGolden } from '../testdata/golden';
import { amountOf, copyText } from './copyText';
import { type ContainerGap, format, formatStep, gapsOf, isGapFrame, isWorthARow } from './gaps';
import { percentOf, scaleOf } from './scale';

/** As the backend's own tests have it written, ready to be shown. */
const golden = (name: string) => withDisplay([bareGolden(name)], createTheme(), 'utc')[0];

const NAMES = ['divergence-table.json', 'divergence-table-incident.json', 'divergence-table-negative.json'];

function gapIn(name: string, title: RegExp): ContainerGap {
  return gapsOf([golden(name)]).find((gap) => title.test(gap.title))!;
}

test.each(NAMES)('%s has a gap per container, each under its own title', (name) => {
  expect(gapsOf([golden(name)]).map(({ title }) => title)).toEqual([
    'host1 / api',
    'host2 / shop / cart-0 / cart',
    'host2 / shop / db-0 / db',
  ]);
});

test.each(NAMES)('%s is walked without a jump, group by group and class by class', (name) => {
  for (const { title, heap, reported, gap, groups } of gapsOf([golden(name)])) {
    if (gap.value === null) {
      continue;
    }
    for (const steps of [groups, groups.flatMap(({ classes }) => classes)]) {
      const levels = [heap.value, ...steps.map(({ to }) => to)];
      expect([title, steps.map(({ from }) => from)]).toEqual([title, levels.slice(0, -1)]);
      expect([title, levels.at(-1)]).toEqual([title, reported.value]);
    }
  }
});

test('the time series of a gap are no table of it', () => {
  expect(isGapFrame(golden('divergence.json'))).toBe(false);
  expect(isGapFrame(golden('containers.json'))).toBe(false);
});

test('numbers read in the units of the tool, as in its sentence', () => {
  const { summary, reported, heap, gap, groups } = gapIn('divergence-table-incident.json', /api/);
  expect(summary).toBe(
    `podman stats 4.0–4.6 prints ${format(reported)} · Go heap ${format(heap)} · gap ${format(gap)}: 97% of it is page cache, reclaimable`
  );
  const cache = groups.find(({ id }) => id === 'page_cache')!;
  expect([formatStep(cache.step), cache.isReclaimable]).toEqual(['+319 MB', true]);
});

test('a step that takes away has a minus and a reason', () => {
  const { groups } = gapIn('divergence-table-negative.json', /api/);
  const runtime = groups.find(({ id }) => id === 'go_runtime')!;
  expect([amountOf(runtime), runtime.note]).toEqual(['−3.33 MiB', '3.33 MiB mapped by Go, not resident']);
});

test('where the heap is not known there is no walk, but what the classes hold', () => {
  const { gap, explanation, groups } = gapIn('divergence-table.json', /db/);
  expect([format(gap), explanation]).toEqual(['unknown', 'cannot tell: heap objects (go_heap_alloc) missing']);
  expect(groups.filter(isWorthARow).map((step) => [step.name, amountOf(step), step.from])).toContainEqual([
    'Shared memory',
    '120 MiB',
    null,
  ]);
});

test('the scale is linear from zero to the highest level, with round ticks of the unit', () => {
  const decimal = scaleOf(gapIn('divergence-table-incident.json', /api/));
  expect(decimal.ticks).toEqual([0, 100e6, 200e6, 300e6]);
  expect([percentOf(decimal, 0), percentOf(decimal, 330821632), percentOf(decimal, 330821632 / 2)]).toEqual([
    0, 100, 50,
  ]);
  const binary = scaleOf(gapIn('divergence-table.json', /api/));
  expect(binary.ticks.map((tick) => tick / 2 ** 20)).toEqual([0, 64, 128, 192]);
});

test('the text for a ticket has moment, sentence and every step', () => {
  expect(copyText([gapIn('divergence-table-incident.json', /api/)], 'utc').split('\n')).toEqual([
    'host1 / api, 2026-01-31 12:00:15 +00:00',
    'podman stats 4.0–4.6 prints 331 MB · Go heap 1.65 MB · gap 329 MB: 97% of it is page cache, reclaimable',
    '',
    'Go heap                       1.65 MB',
    'The rest of the Go heap       +176 kB  <0.1% of the gap',
    '  Heap objects                    0 B                    counted on both sides',
    '  Heap, fragmentation         +176 kB  <0.1% of the gap',
    'Go runtime                    +360 kB   0.1% of the gap',
    'Page cache                    +319 MB    97% of the gap  reclaimable',
    '  Page cache, inactive        +319 MB    97% of the gap  reclaimable',
    '  Page cache, active          +131 kB  <0.1% of the gap  reclaimable',
    'Kernel                       +8.96 MB   2.7% of the gap',
    'Unattributed                  +283 kB  <0.1% of the gap',
    'podman stats 4.0–4.6 prints    331 MB',
  ]);
});
