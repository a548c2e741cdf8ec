import { fieldReducers } from '@grafana/data';
import { formatAmount } from './format';
import { earliestKnown, latestKnown } from './hover';
import { type ContainerLedger, type LedgerSeries } from './ledger';

/** Grafana takes each series' own last value: of series that end at different times that would add up to no usage that ever was. */
const KNOWN_AT = { lastNotNull: latestKnown, firstNotNull: earliestKnown };

type MomentCalc = keyof typeof KNOWN_AT;

/** The one row of the ledger that a calculation is of, for all series of the legend. */
export type LegendMoments = Partial<Record<string, number>>;

export function momentsOf(calcs: string[], series: LedgerSeries[]): LegendMoments {
  const length = series[0]?.field.values.length ?? 0;
  const wanted = calcs.filter((calc): calc is MomentCalc => calc in KNOWN_AT);
  return Object.fromEntries(wanted.map((calc) => [calc, KNOWN_AT[calc](series, length)]));
}

/** "Last * is of 2026-11-23 13:05:00": a line for each calculation that is of a moment. */
export function momentNotes(moments: LegendMoments, { time }: Pick<ContainerLedger, 'time'>): string[] {
  return Object.entries(moments).flatMap(([calc, index]) =>
    index === undefined || index < 0
      ? []
      : [`${fieldReducers.get(calc).name} is of ${formatAmount(time, time.values[index])}`]
  );
}
