import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';
import { EventDetails } from './EventDetails';
import { type TimelineEvent } from './events';
import { EventSymbol } from './EventSymbol';
import { spanText } from './times';

interface Props {
  events: TimelineEvent[];
  selected?: string;
  onSelect: (event: TimelineEvent) => void;
  /** Whether an events query was asked at all. */
  isAsked: boolean;
  /** What could not be told. */
  notices: string[];
  timeZone: TimeZone;
}

const MAX_EVENTS = 200;

/** What happened, the latest first. Choosing one puts the two moments before and after it. */
export function EventList({ events, selected, onSelect, isAsked, notices, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const shown = events.slice(-MAX_EVENTS).reverse();
  return (
    <section aria-label="Events" className={styles.section}>
      <h3 className={styles.heading}>Events</h3>
      {shown.length === 0 && (
        <p className={styles.note}>
          {isAsked
            ? 'Nothing happened in this time range.'
            : 'Add a second query of the type Events to see OOM kills, restarts, and changes of version and limit.'}
        </p>
      )}
      <ul className={styles.list}>
        {shown.map((event) => (
          <li key={event.id}>
            <Tooltip content={<EventDetails event={event} timeZone={timeZone} />} placement="left">
              <button
                type="button"
                className={styles.event}
                aria-pressed={event.id === selected}
                onClick={() => onSelect(event)}
              >
                <EventSymbol event={event} />
                <strong>{event.title}</strong>
                <time className={styles.time} dateTime={new Date(event.time).toISOString()}>
                  {spanText(event, timeZone)}
                </time>
                <span className={styles.text}>{event.text}</span>
              </button>
            </Tooltip>
          </li>
        ))}
      </ul>
      {events.length > shown.length && (
        <p className={styles.note}>
          The latest {shown.length} of {events.length}.
        </p>
      )}
      {notices.map((text) => (
        <p key={text} className={styles.note}>
          {text}
        </p>
      ))}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ minWidth: 0 }),
  heading: css({ margin: 0, fontSize: theme.typography.body.fontSize, lineHeight: '24px' }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  event: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(0.5),
    border: 'none',
    borderLeft: '3px solid transparent',
    background: 'none',
    color: 'inherit',
    textAlign: 'left',
    fontSize: theme.typography.bodySmall.fontSize,
    '&:hover': { background: theme.colors.action.hover },
    '&[aria-pressed=true]': {
      background: theme.colors.action.selected,
      borderLeftColor: theme.colors.primary.border,
    },
  }),
  time: css({ fontVariantNumeric: 'tabular-nums', color: theme.colors.text.secondary }),
  text: css({ flexBasis: '100%', overflowWrap: 'anywhere' }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, margin: 0 }),
});
