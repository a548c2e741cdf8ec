import { type ComboboxOption } from '@grafana/ui';
import { MEASURES } from '../../generated/memory';
import { type SortKey } from './fleetFilter';

export interface Column {
  id: 'container' | 'trend' | 'reported' | 'heap' | 'divergence' | 'unreclaimable' | 'limit' | 'status';
  label: string;
  sort?: SortKey;
  isNumber?: boolean;
  help?: string;
  /** The track of the grid that it takes. */
  track: string;
  /** Left out where the table is narrower, in pixels. */
  from: number;
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
  { value: 'unreclaimable', label: 'Unreclaimable', description: measureHelp('unreclaimable_bytes') },
  { value: 'reported', label: 'Reported', description: 'What the chosen tool prints' },
  { value: 'heap', label: 'Go heap', description: 'What counts as the Go heap' },
  { value: 'container', label: 'Name', description: 'From A to Z' },
];
