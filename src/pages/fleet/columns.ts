import { type ComboboxOption } from '@grafana/ui';
import { MEASURES } from '../../generated/memory';
import { type SortKey } from './fleetFilter';

export interface Column {
  id:
    | 'container'
    | 'trend'
    | 'reported'
    | 'heap'
    | 'divergence'
    | 'unreclaimable'
    | 'limit'
    | 'growth'
    | 'cause'
    | 'status';
  label: string;
  sort?: SortKey;
  isNumber?: boolean;
  help?: string;
  /** The least it is read in, in pixels. */
  min: number;
  /** Its part of the room that is left. */
  grow: number;
  /** Where not all fit, those of a lower number stay; 0 is there however narrow the table is. */
  place: number;
  /** Only where the past was asked about. */
  isOfPast?: boolean;
}

export const COLUMNS: Column[] = [
  { id: 'container', label: 'Container', sort: 'container', min: 130, grow: 2, place: 0 },
  {
    id: 'trend',
    label: 'Trend',
    help: 'Reported (area) and Go heap (line) over the time range',
    min: 90,
    grow: 1,
    place: 5,
  },
  {
    id: 'reported',
    label: 'Reported',
    sort: 'reported',
    isNumber: true,
    help: 'What the chosen tool prints',
    min: 84,
    grow: 0.8,
    place: 0,
  },
  {
    id: 'heap',
    label: 'Go heap',
    sort: 'heap',
    isNumber: true,
    help: 'What counts as the Go heap, chosen above',
    min: 84,
    grow: 0.8,
    place: 2,
  },
  {
    id: 'divergence',
    label: 'Gap',
    sort: 'divergence',
    isNumber: true,
    help: 'Reported minus Go heap, and its share of reported',
    min: 108,
    grow: 1.1,
    place: 0,
  },
  {
    id: 'unreclaimable',
    label: 'Unreclaimable',
    sort: 'unreclaimable_ratio',
    isNumber: true,
    help: 'What no reclaim can give back, and its share of the limit; ≥ where the exporter does not split all of it',
    min: 126,
    grow: 1.2,
    place: 4,
  },
  {
    id: 'limit',
    label: 'Limit',
    isNumber: true,
    help: 'The smallest hard limit that is known to hold',
    min: 72,
    grow: 0.7,
    place: 6,
  },
  {
    id: 'growth',
    label: 'Growth',
    sort: 'growth',
    isNumber: true,
    help: 'What grows and will not come back by itself, an hour, and how long until the limit',
    min: 100,
    grow: 0.9,
    place: 1,
    isOfPast: true,
  },
  {
    id: 'cause',
    label: 'Cause',
    sort: 'cause',
    help: 'What makes it large now, and what grows, where the past was looked at',
    min: 104,
    grow: 1,
    place: 3,
  },
  {
    id: 'status',
    label: 'Go series',
    help: 'Whether a Go service was joined',
    min: 100,
    grow: 0.8,
    place: 7,
  },
];

/** Between columns, and at both ends of a row; in pixels, as the rows' style has them. */
export const COLUMN_GAP = 16;
const ROW_PADDING = 16;

/** What columns take at the least. */
export function widthOf(columns: Column[]): number {
  return columns.reduce((sum, { min }) => sum + min + COLUMN_GAP, ROW_PADDING - COLUMN_GAP);
}

/** Those that fit into so many pixels, in their order. What does not fit is in the row's sentence, or on its page. */
export function columnsThatFit(width: number, hasPast: boolean): Column[] {
  const offered = COLUMNS.filter(({ isOfPast }) => !isOfPast || hasPast).sort((a, b) => a.place - b.place);
  const count = offered.findIndex(({ place }, index) => place > 0 && widthOf(offered.slice(0, index + 1)) > width);
  const fitting = count < 0 ? offered : offered.slice(0, count);
  return COLUMNS.filter((column) => fitting.includes(column));
}

const measureHelp = (id: string) => MEASURES.find((measure) => measure.id === id)?.help;

/** What a fleet can be ranked by; a click on a column's name does the same for those that have a column. */
export const RANKS: Array<ComboboxOption<SortKey>> = [
  { value: 'divergence', label: 'Gap', description: measureHelp('divergence_bytes') },
  { value: 'ratio', label: 'Gap / reported', description: measureHelp('divergence_ratio') },
  { value: 'unreclaimable_ratio', label: 'Unreclaimable / limit', description: measureHelp('unreclaimable_ratio') },
  { value: 'growth', label: 'Growth', description: 'What grows and will not come back by itself, of the last days' },
  { value: 'hours_to_limit', label: 'Time to limit', description: 'The soonest first' },
  { value: 'cause', label: 'Cause', description: 'What can end in an OOM kill first, then what grows' },
  { value: 'unreclaimable', label: 'Unreclaimable', description: measureHelp('unreclaimable_bytes') },
  { value: 'reported', label: 'Reported', description: 'What the chosen tool prints' },
  { value: 'heap', label: 'Go heap', description: 'What counts as the Go heap' },
  { value: 'container', label: 'Name', description: 'From A to Z' },
];
