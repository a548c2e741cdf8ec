import type { Row } from './ask.ts';
import type { KernelNumbers } from './kernel.ts';

/** One thing that was looked at. `problem` is absent where it holds. */
export interface Finding {
  what: string;
  detail: string;
  problem?: string;
  skipped?: boolean;
}

/** The data source's answers about one container: a row a class, and what each tool prints. */
export interface Answers {
  divergence: Row[];
  tools: Row[];
}

const MIB = 2 ** 20;

/** Within 1% or 1 MiB, whichever is more, of what the kernel said just before or just after. */
export function agrees(ours: number, before: number, after: number): boolean {
  const low = Math.min(before, after);
  const high = Math.max(before, after);
  const slack = Math.max(MIB, high / 100);
  return ours >= low - slack && ours <= high + slack;
}

// What must agree: the kernel's number, and where the data source says the same. Adding up here is the check's own
// arithmetic: it proves that the classes make the kernel's sums.
const PAIRS: Array<{ key: keyof KernelNumbers; ours: (answers: Answers) => number | undefined }> = [
  { key: 'usage', ours: ({ divergence }) => asNumber(divergence[0]?.reported) },
  { key: 'anon', ours: ({ tools }) => asNumber(tools.find(({ formula }) => formula === 'cadvisor_rss')?.value) },
  {
    key: 'file',
    ours: ({ divergence }) =>
      total(divergence.filter(({ group }) => group === 'page_cache' || group === 'shared_memory')),
  },
  { key: 'inactive_file', ours: ({ divergence }) => total(divergence.filter((row) => row.class === 'file_inactive')) },
  { key: 'active_file', ours: ({ divergence }) => total(divergence.filter((row) => row.class === 'file_active')) },
  {
    key: 'kernel',
    ours: ({ divergence }) => total(divergence.filter(({ group, class: id }) => group === 'kernel' && id !== 'sock')),
  },
];

/** Compares what the data source says with what the kernel said just before and just after. */
export function compareWithKernel(
  name: string,
  answers: Answers,
  before: KernelNumbers,
  after: KernelNumbers
): Finding[] {
  const usage = asNumber(answers.divergence[0]?.reported) ?? 0;
  const classes = total(answers.divergence);
  return [
    ...PAIRS.flatMap(({ key, ours: find }) => {
      const [low, high] = [before[key], after[key]];
      if (low === undefined || high === undefined) {
        return []; // This kernel does not report it.
      }
      const ours = find(answers);
      const ok = ours !== undefined && agrees(ours, low, high);
      const detail = `${show(ours)}, kernel ${show(high)}`;
      return [finding(`${name}: ${key} is the kernel's`, detail, ok, 'more than 1% and 1 MiB apart')];
    }),
    finding(
      `${name}: classes add up to usage`,
      `${show(classes)} of ${show(usage)}`,
      // Floats that carried whole bytes: to the byte.
      Math.abs(classes - usage) < 1,
      'they do not'
    ),
  ];
}

/** The groups' shares of the gap, largest first. */
export function gapByGroup(divergence: Row[]): Array<{ group: string; share: number }> {
  const shares = new Map<string, number>();
  for (const { group, share } of divergence) {
    shares.set(String(group), (shares.get(String(group)) ?? 0) + (asNumber(share) ?? 0));
  }
  return [...shares].map(([group, share]) => ({ group, share })).sort((a, b) => b.share - a.share);
}

/** The story that the demo tells: api's gap is page cache, leaky's memory is heap. */
export function checkStory(api: Answers, leaky: Answers): Finding[] {
  const [apiFirst] = gapByGroup(api.divergence);
  const [leakyFirst] = gapByGroup(leaky.divergence);
  const heap = total(leaky.divergence.filter(({ group }) => group === 'go_heap'));
  const usage = asNumber(leaky.divergence[0]?.reported) ?? 0;
  const ratio = asNumber(api.divergence[0]?.ratio) ?? 0;
  return [
    finding(
      'api: the gap is page cache',
      describe(apiFirst),
      apiFirst?.group === 'page_cache' && apiFirst.share > 0.5,
      'want page_cache above 50%'
    ),
    finding('api: most of the usage is not heap', percent(ratio), ratio > 0.5, 'want a gap above 50% of usage'),
    finding('leaky: the usage is Go heap', percent(heap / usage), heap > 0.6 * usage, 'want above 60%'),
    finding(
      'leaky: the gap is not page cache',
      describe(leakyFirst),
      leakyFirst !== undefined && leakyFirst.group !== 'page_cache',
      'want another group first'
    ),
  ];
}

function finding(what: string, detail: string, ok: boolean, problem: string): Finding {
  return ok ? { what, detail } : { what, detail, problem };
}

const describe = (first?: { group: string; share: number }) =>
  first ? `${first.group} ${percent(first.share)}` : 'no class has a share';
const percent = (ratio: number) => `${(100 * ratio).toFixed(1)}%`;
const asNumber = (value: unknown) => (typeof value === 'number' ? value : undefined);
const total = (list: Row[]) => list.reduce((sum, { bytes }) => sum + (asNumber(bytes) ?? 0), 0);
const show = (bytes: number | undefined) => (bytes === undefined ? 'absent' : `${(bytes / MIB).toFixed(2)} MiB`);
