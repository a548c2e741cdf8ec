import { dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { alignedText } from '../alignedText';
import { formatAmount } from '../breakdown/format';
import { type ContainerLedger } from '../breakdown/ledger';
import { type TimelineEvent } from './events';
import { type MomentRow, type Pair, timeAt } from './moments';

/** With the offset from UTC: who reads a ticket is in another zone. */
const TIME_FORMAT = 'YYYY-MM-DD HH:mm:ss Z';

interface Input {
  ledger: ContainerLedger;
  pair: Pair;
  rows: MomentRow[];
  events: TimelineEvent[];
  timeZone: TimeZone;
}

/** The two moments of one container and what happened to it, as plain text for a ticket. */
export function copyText({ ledger, pair, rows, events, timeZone }: Input): string {
  const at = (time: number) => dateTimeFormat(time, { timeZone, format: TIME_FORMAT });
  const heading = ['', at(timeAt(ledger, pair.a)), at(timeAt(ledger, pair.b))];
  const amounts = rows.map(({ series, a, b }) => [
    series.name,
    formatAmount(series.field, a),
    formatAmount(series.field, b),
  ]);
  const happened = events.map(({ time, title, text }) => [at(time), title, text]);
  return [
    ledger.title,
    ...alignedText([heading, ...amounts], [1, 2]),
    ...(happened.length > 0 ? ['', ...alignedText(happened, [])] : []),
  ].join('\n');
}
