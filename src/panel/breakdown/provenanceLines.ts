import { type Field } from '@grafana/data';
import { dialectName } from '../../components/dialects';

/** Where a number comes from: a line each, under its heading. */
export interface ProvenanceLine {
  title: string;
  text: string;
  /** Names of series and formulas, which are read letter by letter. */
  isCode: boolean;
}

const LINES = [
  { key: 'exporter', title: 'Exporter', isCode: false },
  { key: 'formula', title: 'Formula', isCode: true },
  { key: 'series', title: 'Series', isCode: true },
  { key: 'basis', title: 'Basis', isCode: false },
  { key: 'missing', title: 'Would refine it', isCode: false },
] as const;

/** What the data source says of it, as far as it does: an older one says nothing. */
export function provenanceOf({ config }: Field): ProvenanceLine[] {
  const told: unknown = config.custom?.memledger;
  if (typeof told !== 'object' || told === null) {
    return [];
  }
  const values = told as Record<string, unknown>;
  return LINES.map(({ key, title, isCode }) => {
    const texts = textsOf(values[key]);
    return { title, isCode, text: (key === 'exporter' ? texts.map(dialectName) : texts).join(', ') };
  }).filter(({ text }) => text !== '');
}

function textsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((text): text is string => typeof text === 'string' && text !== '');
}
