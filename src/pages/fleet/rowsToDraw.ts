import { type Range, type Virtualizer } from '@tanstack/react-virtual';

/** Null while it does not scroll. */
export type Direction = Virtualizer<Element, Element>['scrollDirection'];

/** Rows drawn beyond what is seen, so that scrolling and Tab find the next ones there. */
const BEYOND = 10;
/** Those while it scrolls: a busy browser may show two frames before the table hears of the first. */
const SCROLLING = { ahead: 20, behind: 3 };

export function rowsToDraw(
  { startIndex, endIndex, count }: Pick<Range, 'startIndex' | 'endIndex' | 'count'>,
  direction: Direction
) {
  const [before, after] = beyond(direction);
  const first = Math.max(startIndex - before, 0);
  const last = Math.min(endIndex + after, count - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function beyond(direction: Direction): [before: number, after: number] {
  const { ahead, behind } = SCROLLING;
  if (direction === null) {
    return [BEYOND, BEYOND];
  }
  return direction === 'forward' ? [behind, ahead] : [ahead, behind];
}
