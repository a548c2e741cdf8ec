import { Drawer } from '@grafana/ui';
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
    <Drawer title={entry?.name ?? 'Not known here'} subtitle={entry?.kind} size="sm" onClose={onClose}>
      {entry ? (
        <LearnEntry entry={entry} />
      ) : (
        <p>This version of Memledger knows nothing of “{id}”. It may be of a newer one, or the address may be cut.</p>
      )}
    </Drawer>
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
