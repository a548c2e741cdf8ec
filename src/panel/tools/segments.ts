import { type Formula, type Part, type Span } from './toolsTable';

/** One piece of a bar: a class that the tool counts, one that it leaves out, or a number nobody can split. */
export interface Segment {
  key: string;
  part?: Part;
  kind: 'counted' | 'back' | 'left' | 'whole';
  at: Span;
}

/** From left to right: what is counted, what is left out. A part that takes away lies over those before it. */
export function segmentsOf({ parts, printed }: Formula): Segment[] {
  if (!printed) {
    return [];
  }
  if (parts.length === 0) {
    return [{ key: 'whole', kind: 'whole', at: printed }];
  }
  const counted = parts
    .filter((part) => part.counted !== 0)
    .map((part): Segment => ({ key: part.id, part, kind: part.counted > 0 ? 'counted' : 'back', at: part.countedAt }));
  // A tool that counts more of a class than there is leaves nothing of it out.
  const left = parts
    .filter(({ leftOut }) => leftOut > 0)
    .map((part): Segment => ({ key: `${part.id} left out`, part, kind: 'left', at: part.leftOutAt }));
  return [...counted, ...left];
}
