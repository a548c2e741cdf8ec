import { formatConfidence } from '../../components/numbers';
import { numberOf, type Row, textOf } from '../../components/rows';
import { limitWords } from '../../components/VerdictText';
import { type ContainerVerdict } from './containerVerdicts';

/** The columns that are lists, by their titles. */
const LISTS = {
  Evidence: 'evidence',
  'Ruled out': 'ruled_out',
  Missing: 'missing',
  'What to do': 'next',
  'What not to do': 'do_not',
};

/** The verdicts as plain text, for a ticket. */
export function copyText(verdicts: ContainerVerdict[]): string {
  return verdicts.map(({ title, row }) => [title, ...linesOf(row)].join('\n')).join('\n\n');
}

function linesOf(row: Row): string[] {
  const lists = Object.entries(LISTS).flatMap(([title, column]) => {
    const text = textOf(row[column]);
    return text ? [`${title}:`, ...text.split('\n').map((line) => `- ${line}`)] : [];
  });
  const docs = textOf(row.docs);
  const lines = [textOf(row.summary), findingLine(row, 'Large now', 'level'), findingLine(row, 'Growing', 'trend')];
  return [...lines, limitWords(row), ...lists, docs].filter((line) => line !== null && line !== undefined);
}

function findingLine(row: Row, question: string, of: 'level' | 'trend'): string | null {
  const name = textOf(row[`${of}_name`]);
  const confidence = numberOf(row[`${of}_confidence`]);
  return name && `${question}: ${name}${confidence === null ? '' : `, confidence ${formatConfidence(confidence)}`}`;
}
