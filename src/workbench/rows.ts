import { type DataFrame } from '@grafana/data';
import { GROUPS, IDENTITY_KEYS } from '../generated/memory';
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

/** What one tool prints, and what it counts to get there. */
export interface ToolRow {
  formula: string;
  tool: string;
  formatted: string;
  counts: string;
}

/** The tools answer has a row per formula and class; this has one per formula. */
export function toolRows(rows: Row[]): ToolRow[] {
  const formulas = new Map<string, Row[]>();
  for (const row of rows) {
    const id = String(row.formula);
    formulas.set(id, [...(formulas.get(id) ?? []), row]);
  }
  return [...formulas].map(([formula, classes]) => {
    const [{ tool, formatted, missing } = {} as Row] = classes;
    const known = typeof formatted === 'string' && formatted !== '';
    return {
      formula,
      tool: String(tool ?? formula),
      formatted: known ? formatted : `not known${missing ? `: ${String(missing)} missing` : ''}`,
      counts: known ? countsOf(classes) : '',
    };
  });
}

/** Whole groups by their name, parts of groups by the names of their classes; what holds nothing is not worth a word. */
function countsOf(classes: Row[]): string {
  const held = classes.filter(({ bytes, group }) => bytes !== 0 && bytes !== null && group !== 'remainder');
  const isCounted = ({ counted }: Row) => typeof counted === 'number' && counted !== 0;
  if (held.every(isCounted)) {
    return 'everything';
  }
  return GROUPS.flatMap(({ id, name }) => {
    const group = held.filter((row) => row.group === id);
    const counted = group.filter(isCounted);
    return counted.length === group.length && counted.length > 0 ? [name] : counted.map((row) => String(row.name));
  }).join(' · ');
}
