import { dateTimeFormat, timeZoneAbbrevation } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { type TimelineEvent } from './events';

export function timeText(time: number, timeZone: TimeZone): string {
  return `${dateTimeFormat(time, { timeZone })} ${timeZoneAbbrevation(time, { timeZone })}`;
}

export function spanText({ time, timeEnd }: TimelineEvent, timeZone: TimeZone): string {
  const start = timeText(time, timeZone);
  return timeEnd === undefined ? start : `${start} – ${timeText(timeEnd, timeZone)}`;
}
