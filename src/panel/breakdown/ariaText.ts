import { formatShare } from '../../components/numberText';
import { formatAmount } from './format';
import { latestKnown, rowsAt } from './hover';
import { valueAt } from './layers';
import { type ContainerLedger } from './ledger';
import { REPORTED } from './scale';

const LARGEST = 3;

/** What the plot shows, in one sentence for a screen reader: the latest numbers, the largest classes first. */
export function ariaText({ title, time, classes, overlays }: ContainerLedger): string {
  const latest = latestKnown(classes, time.values.length);
  if (latest < 0) {
    return `${title}: no known values in this time range`;
  }
  const amounts = overlays.flatMap((overlay) => {
    const value = valueAt(overlay, latest);
    const label = overlay.id === REPORTED ? 'reported' : overlay.name.toLowerCase();
    return value === null ? [] : [`${formatAmount(overlay.field, value)} ${label}`];
  });
  const largest = rowsAt(classes, latest)
    .filter(({ value }) => value !== null && value !== 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .slice(0, LARGEST)
    .map(({ series, value, share }) =>
      [`${series.name} ${formatAmount(series.field, value)}`, share === null ? '' : formatShare(share)].join(' ').trim()
    );
  return `${title}: ${[...amounts, ...largest].join('; ')}`;
}
