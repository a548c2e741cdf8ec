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

/** What one tool prints, and the classes that it counts. */
export interface ToolRow {
  formula: string;
  tool: string;
  formatted: string;
  counts: string[];
}

/** The tools answer has a row per formula and class; this has one per formula. */
export function toolRows(rows: Row[]): ToolRow[] {
  const tools = new Map<string, ToolRow>();
  for (const { formula, tool, formatted, name, counted, missing } of rows) {
    const id = String(formula);
    const known = typeof formatted === 'string' && formatted !== '';
    const found = tools.get(id) ?? {
      formula: id,
      tool: String(tool ?? id),
      formatted: known ? formatted : `not known${missing ? `: ${String(missing)} missing` : ''}`,
      counts: [],
    };
    if (typeof counted === 'number' && counted > 0 && name) {
      found.counts.push(String(name));
    }
    tools.set(id, found);
  }
  return [...tools.values()];
}
