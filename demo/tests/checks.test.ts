import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows, type Row } from '../checks/ask.ts';
import { agrees, type Answers, checkStory, compareWithKernel, gapByGroup } from '../checks/compare.ts';
import { type KernelNumbers, readKernel } from '../checks/kernel.ts';

const MIB = 2 ** 20;

test('agrees within 1% or 1 MiB, whichever is more, of what was before or after', () => {
  assert.ok(agrees(10 * MIB, 9 * MIB, 9 * MIB));
  assert.ok(!agrees(10.1 * MIB, 9 * MIB, 9 * MIB));
  assert.ok(agrees(1010 * MIB, 1000 * MIB, 1000 * MIB));
  assert.ok(!agrees(1011 * MIB, 1000 * MIB, 1000 * MIB));
  assert.ok(agrees(550 * MIB, 500 * MIB, 600 * MIB), 'between two looks');
  assert.ok(!agrees(NaN, MIB, MIB));
});

test('reads both versions under the same names', async () => {
  const v1 = {
    'memory.stat':
      'cache 1\nrss 2\ntotal_cache 600\ntotal_rss 50\ntotal_inactive_file 590\ntotal_active_file 10\ntotal_shmem 0\n',
    'memory.usage_in_bytes': '700\n',
    'memory.kmem.usage_in_bytes': '40\n',
  };
  const v2 = {
    'memory.stat': 'anon 50\nfile 600\nkernel 40\nshmem 0\ninactive_file 590\nactive_file 10\n',
    'memory.current': '700\n',
  };
  const want = { usage: 700, anon: 50, file: 600, inactive_file: 590, active_file: 10, shmem: 0, kernel: 40 };
  for (const files of [v1, v2] as Array<Record<string, string>>) {
    assert.deepEqual(await readKernel(async (file) => files[file]), want);
  }
  const old = { ...v2, 'memory.stat': v2['memory.stat'].replace('kernel 40\n', '') } as Record<string, string>;
  assert.equal((await readKernel(async (file) => old[file])).kernel, undefined);
  await assert.rejects(
    readKernel(async () => undefined),
    /total_rss/
  );
});

test('turns the columns of a frame into rows', () => {
  const frame = {
    schema: { fields: [{ name: 'a' }, { name: 'b' }] },
    data: {
      values: [
        [1, 2],
        ['x', null],
      ],
    },
  };
  assert.deepEqual(rows(frame), [
    { a: 1, b: 'x' },
    { a: 2, b: null },
  ]);
  assert.deepEqual(rows({}), []);
});

const row = (group: string, id: string, mib: number, share: number): Row => ({
  ...{ group, class: id, bytes: mib * MIB, share },
  ...{ reported: 700 * MIB, ratio: 0.93 },
});

const API: Answers = {
  divergence: [
    row('go_heap', 'heap_marked', 40, 0),
    row('go_heap', 'heap_idle', 8, 0.01),
    row('page_cache', 'file_inactive', 600, 0.9),
    row('page_cache', 'file_active', 12, 0.02),
    row('kernel', 'kernel', 40, 0.06),
  ],
  tools: [{ formula: 'cadvisor_rss', value: 48 * MIB }],
};
const LEAKY: Answers = {
  divergence: [row('go_heap', 'heap_marked', 660, 0), row('go_runtime', 'stacks', 40, 0.9)],
  tools: [],
};
const KERNEL: KernelNumbers = {
  ...{ usage: 700 * MIB, anon: 48 * MIB, file: 612 * MIB, shmem: 0 },
  ...{ inactive_file: 600 * MIB, active_file: 12 * MIB, kernel: 40 * MIB },
};

const problems = (found: Array<{ what: string; problem?: string }>) =>
  found.filter(({ problem }) => problem).map(({ what }) => what);

test('finds nothing wrong where both say the same', () => {
  assert.deepEqual(problems(compareWithKernel('api', API, KERNEL, KERNEL)), []);
});

test('names each number that is not the kernel’s, and classes that do not add up', () => {
  const other = { ...KERNEL, anon: 60 * MIB };
  assert.deepEqual(problems(compareWithKernel('api', API, other, other)), ["api: anon is the kernel's"]);
  const short = { ...API, divergence: API.divergence.slice(0, 4) };
  assert.deepEqual(problems(compareWithKernel('api', short, KERNEL, KERNEL)), [
    "api: kernel is the kernel's",
    'api: classes add up to usage',
  ]);
});

test('does not pass on an empty answer', () => {
  const empty = { divergence: [], tools: [] };
  assert.ok(problems(compareWithKernel('api', empty, KERNEL, KERNEL)).length >= 3);
  assert.equal(problems(checkStory(empty, empty)).length, 4);
});

test('tells page cache from heap', () => {
  assert.deepEqual(gapByGroup(API.divergence)[0]?.group, 'page_cache');
  assert.deepEqual(problems(checkStory(API, LEAKY)), []);
  assert.ok(problems(checkStory(LEAKY, API)).length > 0);
});
