import { type EventInfo, EVENTS } from '../../generated/memory';

/** Paths in a box of 12 by 12. Kinds take them in the order of their table, so that colour is not all that tells. */
const SHAPES = [
  'M2.5 1 6 4.5 9.5 1 11 2.5 7.5 6 11 9.5 9.5 11 6 7.5 2.5 11 1 9.5 4.5 6 1 2.5Z', // cross
  'M6 1 11.5 11H.5Z', // triangle
  'M6 0 12 6 6 12 0 6Z', // diamond
  'M1.5 1.5h9v9h-9Z', // square
  'M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5Z', // octagon
  'M6 11.5.5 1h11Z', // triangle, upside down
];
/** Of what is in no table of ours: a ring. */
const OTHER_SHAPE = 'M6 0a6 6 0 1 0 0 12A6 6 0 1 0 6 0ZM6 3a3 3 0 1 1 0 6 3 3 0 1 1 0-6Z';

export function shapeOf(type: EventInfo | undefined): string {
  const row = EVENTS.findIndex(({ id }) => id === type?.id);
  return row < 0 ? OTHER_SHAPE : SHAPES[row % SHAPES.length];
}
