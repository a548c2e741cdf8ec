import { type RawTimeRange } from '@grafana/data';

/** A time range as an address has it: relative, or Unix ms. */
export function addressOf({ from, to }: RawTimeRange): { from: string; to: string } {
  return { from: textOf(from), to: textOf(to) };
}

const textOf = (time: RawTimeRange['from']) => (typeof time === 'string' ? time : String(time.valueOf()));
