import { formattedValueToString, getValueFormat } from '@grafana/data';
import { formulaById } from '../datasource/query';
import { formatBytes, isByteUnit, withMinus } from './numberText';

/** Grafana's unit for the powers that the tool prints in, so that a page and the tool show the same number. */
export function byteUnitOf(tool: string | undefined): 'bytes' | 'decbytes' {
  return formulaById(tool)?.units === 'si' ? 'decbytes' : 'bytes';
}

export function formatNumber(value: number, unit: string, decimals?: number): string {
  return isByteUnit(unit) && decimals === undefined
    ? formatBytes(value, unit)
    : withMinus(formattedValueToString(getValueFormat(unit)(value, decimals)));
}

/** In whole percents: no verdict is surer than that. */
export const formatConfidence = (value: number) => formatNumber(value, 'percentunit', 0);

/** The backend tells no time beyond this, which is a year: what does not grow that fast has it too. */
const FAR_HOURS = 8760;

export const isFar = (hours: number) => hours >= FAR_HOURS;

/** "12 h", "1.5 h". */
export const formatHours = (value: number) => `${formatNumber(value, 'none', value < 10 ? 1 : 0)} h`;
