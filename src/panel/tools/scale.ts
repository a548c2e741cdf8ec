import { type ContainerTools, type Formula, type Span } from './toolsTable';

/** A limit this many times longer than the longest bar would press all bars flat: it is told in words. */
const OFF_SCALE_FACTOR = 2;
const PIXELS_PER_TICK = 90;

/** What every bar of the view is drawn on. */
export interface Scale {
  max: number;
  ticks: number[];
}

/** One axis for all containers, as long as the longest bar, and a limit where it fits. */
export function scaleOf(containers: ContainerTools[], width: number, base: number): Scale {
  const longest = Math.max(0, ...containers.map(longestBar));
  const limits = containers.map(({ limit }) => limit ?? 0).filter((limit) => limit <= longest * OFF_SCALE_FACTOR);
  const max = Math.max(longest, ...limits) || 1;
  return { max, ticks: ticksOf(max, Math.max(2, Math.floor(width / PIXELS_PER_TICK)), base) };
}

function longestBar({ heap, formulas }: ContainerTools): number {
  return Math.max(heap ?? 0, ...formulas.map(endOf));
}

function endOf({ printed, parts }: Formula): number {
  return Math.max(printed?.to ?? 0, ...parts.flatMap(({ countedAt, leftOutAt }) => [countedAt.to, leftOutAt.to]));
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Round numbers of the unit in which they are printed: powers of 1024, or of 1000. */
export function ticksOf(max: number, count: number, base: number): number[] {
  let power = 1;
  for (;;) {
    const step = STEPS.map((n) => n * power).find((n) => max / n <= count);
    if (step) {
      return Array.from({ length: Math.floor(max / step) + 1 }, (_, i) => i * step);
    }
    power *= base;
  }
}

/** Where a span lies on the axis, in percent; a step back lies where its end is. */
export function placeOf({ from, to }: Span, { max }: Scale): { left: string; width: string } {
  const left = Math.min(from, to);
  const right = Math.max(from, to);
  return { left: percent(left / max), width: percent((right - left) / max) };
}

export const percent = (share: number) => `${share * 100}%`;
