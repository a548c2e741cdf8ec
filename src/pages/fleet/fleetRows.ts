import { type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import { type Identity, identityKey, identityOf, placeOf } from '../../components/identity';
import { numberOf, type Row, textOf } from '../../components/rows';

const TEXTS = [
  'id',
  'workload',
  'summary',
  'exporter',
  'status',
  'missing',
  'cause',
  'cause_name',
  'trend',
  'trend_name',
] as const;

const NUMBERS = [
  'reported',
  'heap',
  'divergence',
  'ratio',
  'limit',
  'unreclaimable',
  'unreclaimable_high',
  'unreclaimable_ratio',
  'growth',
  'hours_to_limit',
  'cause_confidence',
  'trend_confidence',
] as const;

/** A row of the answer. What is not known is null; nothing here is computed from bytes. */
export type FleetRow = Record<(typeof TEXTS)[number], string | null> &
  Record<(typeof NUMBERS)[number], number | null> & {
    identity: Identity;
    /** Tells it from all other rows of the answer. */
    key: string;
    /** What a search looks through, in lower case. */
    searched: string;
  };

export interface FleetAnswer {
  rows: FleetRow[];
  notices: QueryResultMetaNotice[];
}

/** The backend's one frame; a column that an older or newer backend has not is unknown in every row. */
export function readFleet(frames: DataFrame[]): FleetAnswer {
  return {
    rows: frames.flatMap(readRows),
    notices: frames.flatMap((frame) => frame.meta?.notices ?? []),
  };
}

function readRows(frame: DataFrame): FleetRow[] {
  const columns = frame.fields.map(({ name, values }) => [name, values] as const);
  return Array.from({ length: frame.length }, (_, index) =>
    readRow(Object.fromEntries(columns.map(([name, values]) => [name, values[index]])), index)
  );
}

function readRow(row: Row, index: number): FleetRow {
  const identity = identityOf(row);
  const texts = Object.fromEntries(TEXTS.map((name) => [name, textOf(row[name])]));
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, numberOf(row[name])]));
  const searched = [...Object.values(identity), texts.summary, texts.missing, texts.cause_name]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
  // Go targets without a container have neither identity nor id.
  const key = [identityKey(identity), texts.id ?? index].join('\n');
  return { ...texts, ...numbers, identity, key, searched } as FleetRow;
}

/** What a person calls the row. */
export function nameOf({ identity, id }: FleetRow): string {
  return identity.container ?? id ?? 'Go target';
}

export const isContainer = ({ status }: FleetRow) => status !== 'no_cgroup';

/** Where it stands, in one line. */
export const placeOfRow = ({ identity }: FleetRow) => placeOf(identity);
