import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import React, { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { COLUMN_GAP, type Column, columnsThatFit, widthOf } from './columns';
import { isOfPast, type Sort } from './fleetFilter';
import { type FleetRow } from './fleetRows';
import { naturalOrder } from './fleetState';
import { FleetTableRow } from './FleetTableRow';
import { type Direction, rowsToDraw } from './rowsToDraw';
import { linesIn, rowHeight } from './rowStyles';
import { type SparklineData } from './Sparkline';

interface Props {
  rows: FleetRow[];
  /** What was asked and searched for; a new answer to the same is still the same list. */
  list: string;
  datasource: string;
  canCreateRules?: boolean;
  unit: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  hrefOfRow: (row: FleetRow) => string | undefined;
  trendOf: (row: FleetRow) => SparklineData | null | undefined;
  /** Told which rows are drawn whenever those change. */
  onInView: (rows: FleetRow[]) => void;
}

/** Of thousands of rows only those in view are drawn. */
export function FleetTable(props: Props) {
  const { rows, list, datasource, canCreateRules, unit, sort, onSort, hrefOfRow, trendOf, onInView } = props;
  const styles = useStyles2(getStyles);
  const scroll = useRef<HTMLDivElement>(null);
  const width = useWidth(scroll);
  const direction = useRef<Direction>(null);
  const hasPast = isOfPast(sort.by);
  const lines = linesIn(width);
  const height = rowHeight(lines, hasPast);
  const columns = useMemo(() => columnsThatFit(width, hasPast), [width, hasPast]);
  const tracks = columns.map(({ min, grow }) => `minmax(${min}px, ${grow}fr)`).join(' ');
  const widest = useMemo(() => rows.reduce((most, { divergence }) => Math.max(most, divergence ?? 0), 0), [rows]);

  // The lint speaks of the React compiler, which nothing here is built with.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.key ?? index,
    rangeExtractor: useCallback((range: Range) => rowsToDraw(range, direction.current), []),
    onChange: ({ scrollDirection }) => {
      direction.current = scrollDirection;
    },
  });
  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, height]);
  // Another list starts at its top; one that was only asked anew stays where the person reads.
  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
  }, [list]);

  const items = virtualizer.getVirtualItems();
  const inView = items.map(({ key }) => key).join('\n\n');
  useEffect(() => {
    onInView(items.flatMap(({ index }) => rows[index] ?? []));
    // The keys say all that the items do.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [inView, rows, onInView]);

  return (
    // Reachable with the keyboard, so that the arrow keys scroll it.
    <div ref={scroll} className={styles.scroll} tabIndex={0} role="region" aria-label="Table of containers">
      <div role="table" aria-label="Containers" aria-rowcount={rows.length + 1} style={{ minWidth: widthOf(columns) }}>
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.headRow} style={{ gridTemplateColumns: tracks }}>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
            <div role="columnheader" className={styles.unseen}>
              In words
            </div>
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, key, start }) => {
            const row = rows[index];
            return (
              row && (
                <FleetTableRow
                  key={key}
                  {...{ row, columns, tracks, height, widest, unit, datasource, canCreateRules }}
                  top={start}
                  lines={lines}
                  place={index + 2}
                  href={hrefOfRow(row)}
                  trend={trendOf(row)}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head({ column, sort, onSort }: Pick<Props, 'sort' | 'onSort'> & { column: Column }) {
  const styles = useStyles2(getStyles);
  const { label, help, isNumber, sort: by } = column;
  const isSorted = by === sort.by;
  return (
    <div
      role="columnheader"
      title={help}
      className={isNumber ? styles.number : undefined}
      aria-sort={isSorted ? (sort.isAscending ? 'ascending' : 'descending') : undefined}
    >
      {by ? (
        // Names are looked up from A, numbers from the largest.
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ by, isAscending: isSorted ? !sort.isAscending : naturalOrder(by) === 'asc' })}
        >
          {label}
          {isSorted && <Icon name={sort.isAscending ? 'arrow-up' : 'arrow-down'} size="sm" />}
        </button>
      ) : (
        label
      )}
    </div>
  );
}

function useWidth(ref: React.RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) {
      return;
    }
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

const getStyles = (theme: GrafanaTheme2) => ({
  // What is above it takes about as much as is left free.
  scroll: css({
    maxHeight: 'max(320px, calc(100vh - 330px))',
    overflow: 'auto',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({
    position: 'sticky',
    top: 0,
    zIndex: 2,
    background: theme.colors.background.primary,
  }),
  headRow: css({
    display: 'grid',
    alignItems: 'end',
    columnGap: COLUMN_GAP,
    padding: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  number: css({ textAlign: 'right' }),
  sort: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'inherit',
    '&:hover': { color: theme.colors.text.primary },
  }),
  body: css({ position: 'relative' }),
  // Read out, not shown: the sentences need no head to be understood by those who see them.
  unseen: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
});
