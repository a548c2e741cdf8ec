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
  /** The track of the grid that it takes. */
  track: string;
  /** Left out where the table is narrower, in pixels. */
  from: number;
  /** Only where the past was asked about. */
  isOfPast?: boolean;
}

export const COLUMNS: Column[] = [
  { id: 'container', label: 'Container', sort: 'container', track: 'minmax(140px, 2fr)', from: 0 },
  {
    id: 'trend',
    label: 'Trend',
    help: 'Reported (area) and Go heap (line) over the time range',
    track: 'minmax(90px, 1fr)',
    from: 620,
  },
  {
    id: 'reported',
    label: 'Reported',
    sort: 'reported',
    isNumber: true,
    help: 'What the chosen tool prints',
    track: 'minmax(86px, 0.8fr)',
    from: 0,
  },
  {
    id: 'heap',
    label: 'Go heap',
    sort: 'heap',
    isNumber: true,
    help: 'What counts as the Go heap, chosen above',
    track: 'minmax(86px, 0.8fr)',
    from: 0,
  },
  {
    id: 'divergence',
    label: 'Gap',
    sort: 'divergence',
    isNumber: true,
    help: 'Reported minus Go heap, and its share of reported',
    track: 'minmax(110px, 1.1fr)',
    from: 0,
  },
  {
    id: 'unreclaimable',
    label: 'Unreclaimable',
    sort: 'unreclaimable_ratio',
    isNumber: true,
    help: 'What no reclaim can give back, and its share of the limit',
    track: 'minmax(120px, 1.1fr)',
    from: 480,
  },
  {
    id: 'limit',
    label: 'Limit',
    isNumber: true,
    help: 'The smallest hard limit that is known to hold',
    track: 'minmax(80px, 0.7fr)',
    from: 900,
  },
  {
    id: 'growth',
    label: 'Growth',
    sort: 'growth',
    isNumber: true,
    help: 'What grows and will not come back by itself, an hour, and how long until the limit',
    track: 'minmax(100px, 0.9fr)',
    from: 0,
    isOfPast: true,
  },
  {
    id: 'cause',
    label: 'Cause',
    sort: 'cause',
    help: 'What makes it large now, and what grows, where the past was looked at',
    track: 'minmax(110px, 1fr)',
    from: 700,
  },
  {
    id: 'status',
    label: 'Go series',
    help: 'Whether a Go service was joined',
    track: 'minmax(104px, auto)',
    from: 760,
  },
];

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
