import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type TimelineEvent } from './events';
import { EventSymbol } from './EventSymbol';
import { spanText } from './times';

/** What happened, when, and what its kind means. */
export function EventDetails({ event, timeZone }: { event: TimelineEvent; timeZone: TimeZone }) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <div className={styles.title}>
        <EventSymbol event={event} /> {event.title}
      </div>
      <div>{spanText(event, timeZone)}</div>
      {event.text && <p className={styles.text}>{event.text}</p>}
      {event.type && <p className={styles.help}>{event.type.help}</p>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  text: css({ margin: theme.spacing(0.5, 0, 0), overflowWrap: 'anywhere' }),
  help: css({ margin: theme.spacing(0.5, 0, 0), fontSize: theme.typography.bodySmall.fontSize }),
});
