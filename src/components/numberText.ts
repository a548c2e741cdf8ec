import { BYTE_UNITS } from '../generated/memory';

const MINUS = '−';

/** Grafana's units of bytes, and whose powers each stands for. */
const SYSTEMS: Record<string, keyof typeof BYTE_UNITS> = { bytes: 'iec', decbytes: 'si' };

export const isByteUnit = (unit: string | undefined): unit is string => unit !== undefined && unit in SYSTEMS;

/**
 * Bytes with three significant digits, such as "1.90 GB", in Grafana's unit `bytes` or `decbytes`: as memory.FormatBytes
 * prints them, so that a table and the sentence above it show the same number.
 */
export function formatBytes(value: number, unit: string): string {
  const { base, names } = BYTE_UNITS[SYSTEMS[unit] ?? 'iec'];
  let rest = Math.abs(value);
  let power = 0;
  // Rounded up to the next unit's 1.00 rather than printed as 1000 of this one.
  while (power < names.length - 1 && Math.round(rest) >= base) {
    rest /= base;
    power++;
  }
  const digits = significant(rest, power);
  return `${value < 0 && Number(digits) > 0 ? MINUS : ''}${digits} ${names[power]}`;
}

function significant(value: number, power: number): string {
  if (power === 0 || value >= 99.95) {
    return rounded(value, 0);
  }
  return rounded(value, value >= 9.995 ? 1 : 2);
}

/** A part of a whole: a tenth of a percent is noise in a large one and all there is in a small one. As memory.FormatShare. */
export function formatShare(share: number): string {
  const percent = Math.abs(100 * share);
  if (percent === 0) {
    return '0%';
  }
  const digits = percent < 0.1 ? '<0.1' : rounded(percent, percent < 9.95 ? 1 : 0);
  return `${share < 0 ? MINUS : ''}${digits}%`;
}

/** The same arithmetic as Go's, to the last bit: what prints numbers has its own ways with a half. */
function rounded(value: number, decimals: number): string {
  const power = 10 ** decimals;
  return (Math.round(value * power) / power).toFixed(decimals);
}

/** Numbers of Grafana's own printing with a true minus, as all of ours have. */
export const withMinus = (text: string) => text.replace(/^-/, MINUS);
