import { METRICS } from '../../generated/memory';

export interface Preset {
  tool?: string;
  heap?: string;
}

/** Metric names of all kinds: OpenTelemetry's have dots. */
const NAMES = /[a-zA-Z_:][\w:.]*/g;

/** What the person looked at: the tool whose number the first known metric of the texts is, and the measure of the heap. */
export function presetOf(texts: string[]): Preset {
  const names = texts.flatMap((text) => text.match(NAMES) ?? []);
  const known = names.flatMap((name) => METRICS.find(({ id }) => id === name) ?? []);
  return {
    tool: known.find(({ tool }) => tool)?.tool || undefined,
    heap: known.find(({ heap }) => heap)?.heap || undefined,
  };
}
