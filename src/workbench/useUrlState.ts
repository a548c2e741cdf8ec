import { dateTime, type RawTimeRange, rangeUtil, type TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { readUrl, type UrlState, writeUrl } from './urlState';

const REFRESH_MS = 10_000;

/** The page's state, kept in the address bar, and its time range as of the last look at the clock. */
export function useUrlState() {
  const [state, setState] = useState(() => readUrl(locationService.getSearch()));
  const [clock, setClock] = useState(0);
  const refresh = useCallback(() => setClock((ticks) => ticks + 1), []);

  useEffect(() => locationService.getHistory().listen(() => setState(readUrl(locationService.getSearch()))), []);

  // A range that ends now goes on.
  const isLive = state.range.to === 'now';
  useEffect(() => {
    const timer = isLive ? setInterval(refresh, REFRESH_MS) : undefined;
    return () => clearInterval(timer);
  }, [isLive, refresh]);

  const { from, to } = state.range;
  const range = useMemo(() => toTimeRange({ from, to }, clock), [from, to, clock]);
  const change = (next: Partial<UrlState>) => locationService.partial(writeUrl({ ...state, ...next }));
  return { state, range, change, refresh };
}

/** `_clock` is there so that a relative range is worked out again when it ticks. */
function toTimeRange({ from, to }: RawTimeRange, _clock: number): TimeRange {
  return rangeUtil.convertRawToRange({ from: absolute(from), to: absolute(to) });
}

function absolute(time: RawTimeRange['from']): RawTimeRange['from'] {
  return typeof time === 'string' && /^\d+$/.test(time) ? dateTime(Number(time)) : time;
}
