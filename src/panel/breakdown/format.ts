import {
  type DataFrame,
  type DecimalCount,
  type Field,
  formattedValueToString,
  getDisplayProcessor,
  type GrafanaTheme2,
} from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { formatBytes, isByteUnit, withMinus } from '../../components/numberText';

/** Frames that come straight from a query have no display processors; Grafana's panels add them, other callers not. */
export function withDisplay(frames: DataFrame[], theme: GrafanaTheme2, timeZone: TimeZone): DataFrame[] {
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) =>
      field.display ? field : { ...field, display: getDisplayProcessor({ field, theme, timeZone }) }
    ),
  }));
}

/** As the data source's own sentences have it, unless the panel's options ask for other digits, units or texts. */
export function formatAmount(field: Field, value: number | null, decimals?: DecimalCount): string {
  if (value === null) {
    return 'unknown';
  }
  const { unit, mappings } = field.config;
  const isPlain = (decimals ?? field.config.decimals ?? null) === null && !mappings?.length;
  if (isPlain && isByteUnit(unit)) {
    return formatBytes(value, unit);
  }
  return withMinus(field.display ? formattedValueToString(field.display(value, decimals)) : String(value));
}
