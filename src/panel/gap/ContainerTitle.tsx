import { DataLinksContextMenu } from '@grafana/ui';
import React from 'react';
import { type ContainerGap } from './gaps';

/** The container's name, with the data links of its row. */
export function ContainerTitle({ gap }: { gap: Pick<ContainerGap, 'title' | 'links'> }) {
  return (
    <DataLinksContextMenu links={gap.links}>
      {({ targetClassName, triggerProps }) => (
        <strong {...triggerProps} className={targetClassName}>
          {gap.title}
        </strong>
      )}
    </DataLinksContextMenu>
  );
}
