import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Drawer, Text, useStyles2 } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';
import { LEARN } from '../../generated/learn';
import { LearnEntry } from './LearnEntry';

interface Props {
  id: string;
  onClose: () => void;
}

export default function LearnDrawer({ id, onClose }: Props) {
  const entry = LEARN.find((candidate) => candidate.id === id);
  useEscape(onClose);
  return (
    <Drawer title={<Title name={entry?.name ?? 'Not known here'} kind={entry?.kind} />} size="sm" onClose={onClose}>
      {entry ? (
        <LearnEntry entry={entry} />
      ) : (
        <p>This version of Memledger knows nothing of “{id}”. It may be of a newer one, or the address may be cut.</p>
      )}
    </Drawer>
  );
}

/** The drawer's own cuts a name that is too long for a line, and by its end is what it is told by. */
function Title({ name, kind }: { name: string; kind?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.title}>
      <Text element="h3">{name}</Text>
      {kind && <div className={styles.kind}>{kind}</div>}
    </div>
  );
}

/** Heard before the tooltip of the drawer's own Close button hears it, which would take the first press for itself. */
function useEscape(onEscape: () => void) {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) {
        // The drawer listens too, and would close a second time.
        event.stopPropagation();
        latest.current();
      }
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Beside it is the button that closes.
  title: css({ paddingRight: theme.spacing(3), overflowWrap: 'anywhere' }),
  kind: css({ color: theme.colors.text.secondary, paddingTop: theme.spacing(1) }),
});
