import { type GrafanaTheme2 } from '@grafana/data';
import { type Segment } from './segments';

/** How a segment is filled: its class's colour, and a pattern where the bytes are not simply counted. */
export function fillOf(kind: Segment['kind'], color: string, theme: GrafanaTheme2): React.CSSProperties {
  const paper = theme.colors.background.primary;
  switch (kind) {
    case 'counted':
      return { background: color };
    case 'left':
      return {
        background: `repeating-linear-gradient(-45deg, ${color} 0 2px, transparent 2px 8px)`,
        boxShadow: `inset 0 0 0 1px ${color}`,
      };
    case 'back':
      return { background: `repeating-linear-gradient(45deg, ${paper} 0 3px, ${theme.colors.text.primary} 3px 5px)` };
    case 'whole':
      return { background: theme.colors.text.disabled };
  }
}
