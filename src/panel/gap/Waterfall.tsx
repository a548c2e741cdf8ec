import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { type Bar, BarCell } from './BarCell';
import { columnsOf } from './columns';
import { type ContainerGap, format, isWorthARow } from './gaps';
import { percentOf, scaleOf } from './scale';
import { StepRow } from './StepRow';

interface Props {
  gap: ContainerGap;
  width: number;
  /** Of the panel that it has alone. */
  height?: number;
  hasHeadline: boolean;
  isCompact: boolean;
  showClasses: boolean;
}

const HEAP_GROUP = 'go_heap';
const MIN_ROW_HEIGHT = 20;
const MAX_ROW_HEIGHT = 44;
/** Toolbar and axis, in px, and the headline above. */
const AROUND_ROWS = 56;
const HEADLINE = 94;

/** From the heap to what the tool prints: a row a group, and a row a class where the group is open. */
export function Waterfall({ gap, width, height = 0, hasHeadline, isCompact, showClasses }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const scale = useMemo(() => scaleOf(gap), [gap]);
  const columns = columnsOf(width);
  const groups = gap.groups.filter(isWorthARow).map((group) => {
    const classes = group.classes.filter(isWorthARow);
    const isOpen = classes.length > 1 && (toggled[group.id] ?? showClasses);
    return { group, classes, opened: isOpen ? classes : [] };
  });
  const total = (level: number | null, color: string, label: string): Bar => ({ from: 0, to: level, color, label });
  const heapColor = gap.groups.find(({ id }) => id === HEAP_GROUP)?.color ?? 'text';
  const rows = groups.flatMap(({ group, opened }) => [group, ...opened]);
  const room = Math.floor((height - AROUND_ROWS - (hasHeadline ? HEADLINE : 0)) / (rows.length + 2));
  const cell = { scale, width: columns.bar, height: Math.min(Math.max(room, MIN_ROW_HEIGHT), MAX_ROW_HEIGHT) };
  return (
    <table className={styles.table} aria-label={`From ${gap.heapName} to what ${gap.tool} prints`}>
      <colgroup>
        <col style={{ width: columns.name }} />
        <col />
        <col style={{ width: columns.detail }} />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Bytes</th>
          <th scope="col">Share of the gap</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row" className={styles.total}>
            {gap.heapName}
          </th>
          <BarCell {...cell} bar={total(gap.heap.value, heapColor, format(gap.heap))} />
          <td />
        </tr>
        {groups.map(({ group, classes, opened }) => (
          <React.Fragment key={group.id}>
            <StepRow
              cell={cell}
              isNarrow={columns.isNarrow}
              step={group}
              // Of a group of one class there is no more to tell than of the class.
              info={classes.length === 1 ? classes[0] : undefined}
              isOpen={classes.length > 1 ? opened.length > 0 : undefined}
              onToggle={(isOpen) => setToggled({ ...toggled, [group.id]: isOpen })}
            />
            {opened.map((step) => (
              <StepRow key={step.id} cell={cell} isNarrow={columns.isNarrow} step={step} info={step} isClass />
            ))}
          </React.Fragment>
        ))}
        <tr>
          <th scope="row" className={styles.total}>
            {gap.tool} prints
          </th>
          <BarCell {...cell} bar={total(gap.reported.value, 'text', format(gap.reported))} />
          <td />
        </tr>
      </tbody>
      {!isCompact && gap.gap.value !== null && (
        <tfoot aria-hidden>
          <tr>
            <td />
            <td className={styles.axis}>
              {scale.ticks.map((tick) => (
                <span key={tick} style={{ left: `${percentOf(scale, tick)}%`, color: theme.colors.text.secondary }}>
                  {format({ value: tick, field: gap.heap.field })}
                </span>
              ))}
            </td>
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    marginTop: theme.spacing(0.5),
    'th, td': { padding: theme.spacing(0, 1, 0, 0), verticalAlign: 'middle', lineHeight: '20px' },
    th: { fontWeight: theme.typography.fontWeightRegular, overflowWrap: 'anywhere' },
    'tbody tr:hover': { background: theme.colors.action.hover },
  }),
  total: css({ '&&': { fontWeight: theme.typography.fontWeightMedium, lineHeight: 1.3 } }),
  axis: css({
    position: 'relative',
    height: 20,
    span: {
      position: 'absolute',
      transform: 'translateX(-50%)',
      whiteSpace: 'nowrap',
      fontSize: theme.typography.bodySmall.fontSize,
    },
    'span:first-of-type': { transform: 'none' },
  }),
});
