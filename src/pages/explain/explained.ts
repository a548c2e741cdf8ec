import { dateMath, dateTimeFormat } from '@grafana/data';
import { type QueryMoment } from './moments';

/** A time range as an address has it: Unix ms, or what Grafana's time picker writes. */
export interface AddressRange {
  from?: string;
  to?: string;
}

/** What is explained of a query: a time range, at whose end the containers are looked for. */
export interface Explained {
  range: AddressRange;
  /** Its end in Unix ms; none where it is now. */
  at?: number;
  /** What a person must know who expects the end of their own range. */
  notice?: { title: string; text: string; isMoved: boolean };
}

/** The page of a container opens with these where the address names none. */
const DEFAULT: Required<AddressRange> = { from: 'now-1h', to: 'now' };

/** Where all that the query selects looks at one moment the range is moved to end there; else it stays, and why is said. */
export function explainedOf(moments: QueryMoment[], range: AddressRange): Explained {
  const isNow = range.to === undefined || range.to === DEFAULT.to;
  const asIs = { range, at: isNow ? undefined : timeOf(range.to ?? '', true) };
  const modifiers = [...new Set(moments.flatMap(({ modifiers }) => modifiers))].join(', ');
  const unknown = moments.filter(({ isUnknown }) => isUnknown).flatMap(({ modifiers }) => modifiers);
  const stays = (text: string) => ({
    ...asIs,
    notice: { title: `The query says ${modifiers}: that is not followed`, text, isMoved: false },
  });
  if (modifiers === '') {
    return asIs;
  }
  if (unknown.length > 0) {
    return stays(
      `${[...new Set(unknown)].join(', ')} is no moment that can be told here. What is explained is the end of the time range.`
    );
  }
  if (new Set(moments.map(({ base, back }) => `${base} ${back}`)).size > 1) {
    return stays(
      'Its selectors look at different moments. What is explained is the end of the time range; in the container’s page two moments can be compared.'
    );
  }
  const moved = move(range, moments[0]);
  return moved ? { ...moved, notice: movedNotice(moved.at, modifiers) } : stays('The time range cannot be read.');
}

function movedNotice(at: number, modifiers: string) {
  return {
    title: `The query says ${modifiers}: explained is ${dateTimeFormat(at)}`,
    text: 'The containers, and the time range of their pages, are of that moment, where the query looks when it is asked at the end of your time range.',
    isMoved: true,
  };
}

function move(range: AddressRange, { base, back }: QueryMoment) {
  const [from, to] = [timeOf(range.from ?? DEFAULT.from), timeOf(range.to ?? DEFAULT.to, true)];
  if (from === undefined || to === undefined) {
    return undefined;
  }
  const bases = { asked: to, end: to, start: from };
  const at = (typeof base === 'number' ? base : bases[base]) - back;
  // Beyond what a date can be it is no moment.
  return Number.isNaN(new Date(at).getTime())
    ? undefined
    : { range: { from: String(at - (to - from)), to: String(at) }, at };
}

/** In Unix ms. */
function timeOf(text: string, isEnd = false): number | undefined {
  if (/^\d+$/.test(text)) {
    return Number(text);
  }
  const time = dateMath.toDateTime(text, { roundUp: isEnd });
  return time?.isValid() ? time.valueOf() : undefined;
}
