import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { percent, type Scale } from './scale';
import { type ContainerTools, fieldOf } from './toolsTable';
import { type FormatBytes } from './words';

const MARKS = ['heap', 'limit'] as const;
type Mark = (typeof MARKS)[number];

interface MarkAt {
  mark: Mark;
  name: string;
  bytes: number;
}

function marksOf(container: ContainerTools): MarkAt[] {
  return MARKS.flatMap((mark) => {
    const bytes = container[mark];
    const { displayName, displayNameFromDS } = fieldOf(container.frame, mark)?.config ?? {};
    return bytes === null ? [] : [{ mark, bytes, name: displayName ?? displayNameFromDS ?? mark }];
  });
}

/** The heap and the limit, as lines through a bar. */
export function MarkLines({ container, scale }: { container: ContainerTools; scale: Scale }) {
  const styles = useStyles2(getStyles);
  return marksOf(container)
    .filter(({ bytes }) => bytes <= scale.max)
    .map(({ mark, bytes }) => (
      <span key={mark} className={styles[mark]} data-mark={mark} style={{ left: percent(bytes / scale.max) }} />
    ));
}

interface MarkTextsProps {
  container: ContainerTools;
  scale: Scale;
  format: FormatBytes;
}

/** The same in words, with the line in front that it explains. */
export function MarkTexts({ container, scale, format }: MarkTextsProps) {
  const styles = useStyles2(getStyles);
  return marksOf(container).map(({ mark, name, bytes }) => (
    <span key={mark} className={styles.text}>
      <span className={styles.sample}>
        <span className={styles[mark]} />
      </span>
      {name} {format(bytes)}
      {bytes > scale.max && ' (off scale)'}
    </span>
  ));
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = { position: 'absolute', top: -4, bottom: -4, zIndex: 2, pointerEvents: 'none' } as const;
  // Dashed and solid, so that they differ without their colours.
  const halo = `0 0 0 1px ${theme.colors.background.primary}`;
  return {
    heap: css({ ...line, borderLeft: `2px dashed ${theme.colors.text.maxContrast}` }),
    limit: css({ ...line, width: 3, background: theme.visualization.getColorByName('red'), boxShadow: halo }),
    text: css({ display: 'inline-flex', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
    sample: css({ position: 'relative', width: 3, margin: '5px 0' }),
  };
};
