import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { LearnTerm } from '../../components/learn/LearnTerm';
import { byteUnitOf, formatNumber } from '../../components/numbers';
import { formatShare } from '../../components/numberText';
import { CLASSES } from '../../generated/memory';
import { type ClassBytes, type ContainerGap } from './gapTable';

export interface ClassColumn {
  title: string;
  container: ContainerGap;
}

interface Props {
  caption: string;
  columns: ClassColumn[];
  tool: string;
}

/** Every class of one container, or of two beside each other. Differences are the reader's: the page adds no bytes. */
export function ClassTable({ caption, columns, tool }: Props) {
  const styles = useStyles2(getStyles);
  const unit = byteUnitOf(tool);
  const isAlone = columns.length === 1;
  const held = columns.map(({ container }) => new Map(container.classes.map((row) => [row.id, row])));
  const rows = namesOf(columns).filter(({ id }) => held.some((classes) => isWorthARow(classes.get(id))));
  const show = (value: number | null | undefined) =>
    value === null || value === undefined ? 'unknown' : formatNumber(value, unit);
  return (
    // Reachable with the keyboard where the table is wider than the screen.
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col" className={styles.number}>
                {isAlone ? 'Bytes' : title}
              </th>
            ))}
            {isAlone && (
              <>
                <th scope="col" className={styles.number}>
                  Share of the gap
                </th>
                <th scope="col">Reclaimable</th>
                <th scope="col">Basis</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name }) => {
            const first = held[0]?.get(id);
            return (
              <tr key={id}>
                <th scope="row">
                  <LearnTerm id={`class.${id}`}>{name}</LearnTerm>
                </th>
                {held.map((classes, index) => (
                  <td key={columns[index]?.title} className={styles.number}>
                    {show(classes.get(id)?.bytes)}
                  </td>
                ))}
                {isAlone && (
                  <>
                    <td className={styles.number}>
                      {first?.share === null || !first ? '–' : formatShare(first.share)}
                    </td>
                    <td>{RECLAIM[first?.reclaim ?? ''] ?? first?.reclaim}</td>
                    <td>{first?.basis}</td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const RECLAIM: Record<string, string> = { yes: 'yes', swap: 'to swap only', no: 'no', unknown: 'unknown' };

const isWorthARow = (row: ClassBytes | undefined) => row !== undefined && row.bytes !== 0;

/** In the order of the domain; a class that this version does not know comes last, under the name it came with. */
function namesOf(columns: ClassColumn[]): Array<{ id: string; name: string }> {
  const all = new Map(columns.flatMap(({ container }) => container.classes.map(({ id, name }) => [id, name])));
  const known = CLASSES.flatMap(({ id, name }) => (all.has(id) ? [{ id: id as string, name: name as string }] : []));
  const others = [...all].filter(([id]) => !CLASSES.some((row) => row.id === id)).map(([id, name]) => ({ id, name }));
  return [...known, ...others];
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    borderCollapse: 'collapse',
    caption: { captionSide: 'top', padding: theme.spacing(0, 0, 1), color: theme.colors.text.secondary },
    'th, td': {
      padding: theme.spacing(0.5, 3, 0.5, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      textAlign: 'left',
      fontWeight: theme.typography.fontWeightRegular,
    },
    'thead th': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
  }),
  // Above the rule for all cells, which a class alone would not be.
  number: css({ '&&': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }),
});
