import { dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { alignedText } from '../alignedText';
import { formatShare } from '../../components/numberText';
import { type ContainerGap, format, formatStep, type GapStep, isWorthARow } from './gaps';

/** With the offset from UTC: who reads a ticket is in another zone. */
const TIME_FORMAT = 'YYYY-MM-DD HH:mm:ss Z';

interface Line {
  name: string;
  amount: string;
  share: string;
  note: string;
}

/** The gap as plain text, for a ticket. */
export function copyText(gaps: ContainerGap[], timeZone: TimeZone): string {
  return gaps.map((gap) => textOf(gap, timeZone)).join('\n\n');
}

function textOf(gap: ContainerGap, timeZone: TimeZone): string {
  const at = gap.at === null ? 'at an unknown moment' : dateTimeFormat(gap.at, { timeZone, format: TIME_FORMAT });
  const lines = linesOf(gap);
  return [`${gap.title}, ${at}`, gap.summary, ...(lines.length > 0 ? ['', ...aligned(lines)] : [])].join('\n');
}

function linesOf(gap: ContainerGap): Line[] {
  if (gap.groups.length === 0) {
    return [];
  }
  const total = { share: '', note: '' };
  return [
    { ...total, name: gap.heapName, amount: format(gap.heap) },
    ...gap.groups.filter(isWorthARow).flatMap((group) => {
      const classes = group.classes.filter(isWorthARow);
      // Of a group of one class there is no more to tell than of the class.
      return [lineOf(group, ''), ...(classes.length > 1 ? classes : []).map((step) => lineOf(step, '  '))];
    }),
    { ...total, name: `${gap.tool} prints`, amount: format(gap.reported) },
  ];
}

function lineOf(step: GapStep, indent: string): Line {
  const notes = [step.isReclaimable && step.step.value ? 'reclaimable' : '', step.note];
  return {
    name: indent + step.name,
    amount: amountOf(step),
    share: step.share.value ? `${formatShare(step.share.value)} of the gap` : '',
    note: notes.filter(Boolean).join('; '),
  };
}

/** What it adds to the gap, or what it holds where the gap is not known. */
export function amountOf({ step, bytes }: GapStep): string {
  return step.value === null ? format(bytes) : formatStep(step);
}

function aligned(lines: Line[]): string[] {
  return alignedText(
    lines.map(({ name, amount, share, note }) => [name, amount, share, note]),
    [1, 2]
  );
}
