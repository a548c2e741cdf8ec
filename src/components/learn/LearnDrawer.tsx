import { Drawer } from '@grafana/ui';
import React from 'react';
import { LEARN } from '../../generated/learn';
import { LearnEntry } from './LearnEntry';

interface Props {
  id: string;
  onClose: () => void;
}

export default function LearnDrawer({ id, onClose }: Props) {
  const entry = LEARN.find((candidate) => candidate.id === id);
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
