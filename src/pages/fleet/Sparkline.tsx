import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** Values at even steps; null where nothing was known. */
export interface SparklineData {
  reported: Array<number | null>;
  heap: Array<number | null>;
}

interface Props {
  /** Null where there is none, undefined while it is on its way. */
  data: SparklineData | null | undefined;
  describe: (value: number) => string;
}

const [WIDTH, HEIGHT] = [100, 30];

/** Two lines on one axis from zero, light enough for every row that comes into view while a person scrolls. */
export function Sparkline({ data, describe }: Props) {
  const styles = useStyles2(getStyles);
  if (!data) {
    return <div className={styles.box}>{data === null && <span className={styles.none}>no series</span>}</div>;
  }
  const top = Math.max(...[...data.reported, ...data.heap].map((value) => value ?? 0), 1);
  const known = data.reported.filter((value) => value !== null);
  const [first, last] = [known[0], known[known.length - 1]];
  const label =
    first === undefined || last === undefined
      ? 'Not known'
      : `Reported went from ${describe(first)} to ${describe(last)}`;
  return (
    <svg
      className={styles.box}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path className={styles.area} d={areaOf(data.reported, top)} />
      <path className={styles.reported} d={lineOf(data.reported, top)} />
      <path className={styles.heap} d={lineOf(data.heap, top)} />
    </svg>
  );
}

type Point = [x: number, y: number];

/** The stretches in which every value is known. */
function stretches(values: Array<number | null>, top: number): Point[][] {
  const step = WIDTH / Math.max(values.length - 1, 1);
  const found: Point[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) {
      found.push([]);
    } else {
      found[found.length - 1]?.push([round(index * step), round(HEIGHT - (Math.max(value, 0) / top) * (HEIGHT - 2))]);
    }
  });
  return found.filter(({ length }) => length > 0);
}

export function lineOf(values: Array<number | null>, top: number): string {
  return stretches(values, top)
    .map((points) => points.map(([x, y], index) => `${index ? 'L' : 'M'}${x} ${y}`).join(''))
    .join('');
}

function areaOf(values: Array<number | null>, top: number): string {
  return stretches(values, top)
    .map(
      (points) =>
        `M${points[0]?.[0]} ${HEIGHT}${points.map(([x, y]) => `L${x} ${y}`).join('')}L${points[points.length - 1]?.[0]} ${HEIGHT}Z`
    )
    .join('');
}

const round = (value: number) => Math.round(value * 10) / 10;

const getStyles = (theme: GrafanaTheme2) => {
  const line = { fill: 'none', strokeWidth: 1.5, vectorEffect: 'non-scaling-stroke' as const };
  const orange = theme.visualization.getColorByName('orange');
  return {
    box: css({ display: 'block', width: '100%', height: HEIGHT }),
    none: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
    area: css({ fill: orange, opacity: 0.2 }),
    reported: css({ ...line, stroke: orange }),
    heap: css({ ...line, stroke: theme.visualization.getColorByName('blue') }),
  };
};
