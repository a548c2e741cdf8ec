import { type DataFrame } from '@grafana/data';
import { IDENTITY_KEYS } from '../generated/memory';
import { type Identity } from './urlState';

export type Row = Record<string, unknown>;

/** The rows of the table frames of one query type, by field name. */
export function rowsOf(frames: DataFrame[], queryType: string): Row[] {
  return frames
    .filter(({ meta }) => meta?.custom?.memledger?.queryType === queryType)
    .flatMap((frame) =>
      Array.from({ length: frame.length }, (_, row) =>
        Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row]]))
      )
    );
}

export function identityOf(row: Row): Identity {
  return Object.fromEntries(
    IDENTITY_KEYS.flatMap((key) => {
      const value = row[key];
      return typeof value === 'string' && value !== '' ? [[key, value]] : [];
    })
  );
}
