import { type Amount, type ContainerGap } from './gaps';

/** A linear scale; places on it are percents of its width. */
export interface Scale {
  min: number;
  max: number;
  /** Round amounts on it, the ends of the scale not always among them. */
  ticks: number[];
}

const MOST_TICKS = 5;
const DECIMAL = { base: 10, steps: [1, 2, 5] };
const BINARY = { base: 2, steps: [1] };
const IEC_UNIT = 'bytes';

/** From zero, or the lowest level where one is below, to the highest. */
export function scaleOf({ heap, reported, groups }: ContainerGap): Scale {
  const levels = [
    ...[heap, reported].map(({ value }) => value),
    ...groups.flatMap(({ classes }) => classes.flatMap(({ from, to }) => [from, to])),
  ].filter((level) => level !== null);
  const min = Math.min(0, ...levels);
  const max = Math.max(0, ...levels) || 1;
  return { min, max, ticks: ticksBetween(min, max, heap) };
}

function ticksBetween(min: number, max: number, { field }: Amount): number[] {
  const { base, steps } = field?.config.unit === IEC_UNIT ? BINARY : DECIMAL;
  const least = (max - min) / MOST_TICKS;
  const power = base ** Math.floor(Math.log(least) / Math.log(base));
  const distance = [...steps, base].map((step) => step * power).find((step) => step >= least) ?? power * base;
  const first = Math.ceil(min / distance);
  const count = Math.floor(max / distance) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * distance);
}

export function percentOf({ min, max }: Scale, level: number): number {
  return (100 * (level - min)) / (max - min);
}
