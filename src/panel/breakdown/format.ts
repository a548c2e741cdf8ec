import {
  type DataFrame,
  type DecimalCount,
  type Field,
  formattedValueToString,
  getDisplayProcessor,
  type GrafanaTheme2,
} from '@grafana/data';
import { type TimeZone } from '@grafana/schema';

/** Frames that come straight from a query have no display processors; Grafana's panels add them, other callers not. */
export function withDisplay(frames: DataFrame[], theme: GrafanaTheme2, timeZone: TimeZone): DataFrame[] {
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) =>
      field.display ? field : { ...field, display: getDisplayProcessor({ field, theme, timeZone }) }
    ),
  }));
}

export function formatAmount(field: Field, value: number | null, decimals?: DecimalCount): string {
  if (value === null) {
    return 'unknown';
  }
  return field.display ? formattedValueToString(field.display(value, decimals)) : String(value);
}

export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) {
    return '<0.1%';
  }
  // A tenth of a percent is noise in a large class and all there is in a small one.
  return `${percent.toFixed(Math.abs(percent) < 10 ? 1 : 0)}%`;
}
