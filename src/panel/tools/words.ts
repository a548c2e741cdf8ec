import { type Formula } from './toolsTable';

export type FormatBytes = (bytes: number) => string;

/** SI and IEC tools print one number in two ways: both, the first tool's first, and what the axis says where none does. */
export function printedText({ tools, printed }: Formula, format: FormatBytes): string {
  const texts = [...new Set(tools.map(({ formatted }) => formatted))].filter(Boolean);
  if (!printed) {
    return 'not known';
  }
  const onAxis = format(printed.to);
  return [...texts, ...(texts.some((text) => unitOf(text) === unitOf(onAxis)) ? [] : [onAxis])].join(' = ');
}

const unitOf = (text: string) => text.split(' ').at(-1);

export const toolNames = ({ tools }: Formula) => tools.map(({ label }) => label).join(' = ');

const NAMED = 2;

/** What a formula leaves out, the largest first: why its number is lower than another's. */
export function leftOutText({ parts, printed, missing }: Formula, format: FormatBytes): string {
  if (!printed) {
    return `Cannot tell: ${missing || 'the number'} is missing`;
  }
  if (parts.length === 0) {
    return 'The number as it was passed on: which classes it counts is not known';
  }
  const left = parts.filter(({ leftOut }) => leftOut > 0).sort((a, b) => b.leftOut - a.leftOut);
  if (left.length === 0) {
    return 'Counts everything';
  }
  const named = left.slice(0, NAMED).map(({ name, leftOut }) => `${name} ${format(leftOut)}`);
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  return `Leaves out ${named.join(', ')}${more}`;
}

/** A bar in words, for those who do not see it. */
export function barText(formula: Formula, format: FormatBytes): string {
  return [toolNames(formula), printedText(formula, format), leftOutText(formula, format)].join('. ');
}
