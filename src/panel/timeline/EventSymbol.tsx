import { useTheme2 } from '@grafana/ui';
import React from 'react';
import { type TimelineEvent } from './events';
import { shapeOf } from './marks';

const SIZE = 12;

export function EventSymbol({ event }: { event: TimelineEvent }) {
  const theme = useTheme2();
  return (
    <svg width={SIZE} height={SIZE} viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden style={{ flex: 'none' }}>
      <path
        d={shapeOf(event.type)}
        fill={theme.visualization.getColorByName(event.color)}
        stroke={theme.colors.background.primary}
        strokeWidth={0.5}
      />
    </svg>
  );
}
