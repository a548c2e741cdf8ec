import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { fillOf } from './patterns';
import { type ContainerTools, type Part } from './toolsTable';

/** The classes in the order of the bars, and what the patterns mean. */
export function Legend({ containers }: { containers: ContainerTools[] }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const formulas = containers.flatMap((container) => container.formulas);
  const parts = formulas.flatMap((formula) => formula.parts);
  const ink = theme.colors.text.primary;
  return (
    <ul className={styles.legend} aria-label="Legend">
      {classesOf(parts).map(({ id, name, color }) => (
        <Item key={id} fill={{ background: theme.visualization.getColorByName(color) }} name={name} />
      ))}
      {parts.some(({ counted }) => counted < 0) && (
        <Item fill={fillOf('back', ink, theme)} name="Striped: counted back, so that the tool prints less" />
      )}
      {formulas.some((formula) => formula.printed && formula.parts.length === 0) && (
        <Item fill={fillOf('whole', ink, theme)} name="A number that nothing splits" />
      )}
    </ul>
  );
}

/** Each class that holds anything once, in the order of the first container that has it. */
function classesOf(parts: Part[]): Part[] {
  const byId = new Map<string, Part>();
  for (const part of parts) {
    if ((part.bytes !== 0 || part.counted !== 0) && !byId.has(part.id)) {
      byId.set(part.id, part);
    }
  }
  return [...byId.values()];
}

/** Beside each container's name, where it is in sight however short the panel is. */
export function LeftOutKey() {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.item}>
      <span className={styles.swatch} style={fillOf('left', theme.colors.text.primary, theme)} />
      Hatched: left out
    </span>
  );
}

function Item({ fill, name }: { fill: React.CSSProperties; name: string }) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.item}>
      <span className={styles.swatch} style={fill} />
      {name}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 1.5),
    listStyle: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
  swatch: css({ width: 14, height: 10, borderRadius: 1 }),
});
