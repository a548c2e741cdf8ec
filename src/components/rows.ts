import { type DataFrame } from '@grafana/data';

export type Row = Record<string, unknown>;

/** The rows of the table frames of one query type, by field name. */
export function rowsOf(frames: DataFrame[], queryType: string): Row[] {
  return frames.filter(({ meta }) => meta?.custom?.memledger?.queryType === queryType).flatMap(rowsOfFrame);
}

export function rowsOfFrame(frame: DataFrame): Row[] {
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row]]))
  );
}

/** A text that says something, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A number, or null where it is not known. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
