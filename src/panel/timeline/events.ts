import { type DataFrame, type Labels } from '@grafana/data';
import { numberOf, type Row, rowsOfFrame, textOf } from '../../components/rows';
import { type EventInfo, EVENTS, IDENTITY_KEYS } from '../../generated/memory';
import { type ContainerLedger } from '../breakdown/ledger';
import { isAnswerOf } from '../view';

/** Something that happened, as a mark on the time axis. Times are Unix ms. */
export interface TimelineEvent {
  id: string;
  time: number;
  /** Where it lasted. */
  timeEnd?: number;
  title: string;
  text: string;
  /** Its row of the table of events; undefined for an annotation that is not ours. */
  type?: EventInfo;
  /** A palette name or a CSS colour. */
  color: string;
  /** Of its container; undefined for what concerns all, as an annotation of the dashboard does. */
  identity?: Labels;
}

const FOREIGN_NAME = 'Annotation';
const FOREIGN_COLOR = 'text';

export function isEventsFrame(frame: DataFrame): boolean {
  return isAnswerOf('events', frame);
}

/**
 * What happened, in order of time: our events, whether they came as a table or as annotations, and the annotations of
 * the dashboard. An event that both brought is there once.
 */
export function eventsOf(series: DataFrame[], annotations: DataFrame[] = []): TimelineEvent[] {
  const ours = [...series, ...annotations].filter(isEventsFrame).flatMap(rowsOfFrame).flatMap(ourEvent);
  const others = annotations
    .filter((frame) => !isEventsFrame(frame))
    .flatMap(rowsOfFrame)
    .flatMap(annotation);
  const byId = new Map([...others, ...ours].map((event) => [event.id, event]));
  return [...byId.values()].sort((a, b) => a.time - b.time);
}

/** What the data source could not tell, such as OOM kills that no exporter counts. */
export function noticesOf(frames: DataFrame[]): string[] {
  const notices = frames.filter(isEventsFrame).flatMap(({ meta }) => meta?.notices ?? []);
  return [...new Set(notices.map(({ text }) => text))];
}

function ourEvent(row: Row): TimelineEvent[] {
  const identity = Object.fromEntries(IDENTITY_KEYS.flatMap((key) => (row[key] ? [[key, String(row[key])]] : [])));
  const type = EVENTS.find(({ id }) => id === row.kind);
  const title = textOf(row.title) ?? type?.name ?? String(row.kind);
  const color = textOf(row.color) ?? type?.color ?? FOREIGN_COLOR;
  const id = textOf(row.id) ?? JSON.stringify([row.kind, row.time, identity]);
  return timesOf(row).map((times) => ({ ...times, id, title, text: textOf(row.text) ?? '', type, color, identity }));
}

/** Where an annotation query asked for our events, Grafana keeps of them the tags, which are their kind. */
function annotation(row: Row): TimelineEvent[] {
  const type = EVENTS.find(({ id }) => (Array.isArray(row.tags) ? row.tags : [row.tags]).includes(id));
  const title = textOf(row.title) ?? type?.name ?? FOREIGN_NAME;
  const text = plainText(textOf(row.text) ?? '');
  const id = row.id ? String(row.id) : JSON.stringify([row.time, title, text]);
  const color = textOf(row.color) ?? type?.color ?? FOREIGN_COLOR;
  return timesOf(row).map((times) => ({ ...times, id, title, text, type, color }));
}

function timesOf(row: Row): Array<Pick<TimelineEvent, 'time' | 'timeEnd'>> {
  const [time, timeEnd] = [numberOf(row.time), numberOf(row.timeEnd)];
  if (time === null) {
    return [];
  }
  return [timeEnd !== null && timeEnd > time ? { time, timeEnd } : { time }];
}

/** Grafana's own annotations are HTML; here they are read as text. */
function plainText(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() ?? '';
}

/** An event belongs to the container that it names, an annotation to all. */
export function concerns({ identity }: TimelineEvent, { classes, overlays }: ContainerLedger): boolean {
  const labels = [...classes, ...overlays][0]?.field.labels ?? {};
  return !identity || IDENTITY_KEYS.every((key) => (identity[key] ?? '') === (labels[key] ?? ''));
}
