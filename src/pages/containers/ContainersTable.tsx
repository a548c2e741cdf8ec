import { useStyles2, Icon, Pagination } from '@grafana/ui';
import React, { useState } from 'react';
import { type ContainerRow, type Sort, type SortKey, sortRows } from './containerRows';
import { ContainerRows } from './ContainerRows';
import { getTableStyles } from './tableStyles';

interface Props {
  rows: ContainerRow[];
  datasource: string;
  tool: string;
}

interface Column {
  label: string;
  sort?: SortKey;
  isNumber?: boolean;
  isWideOnly?: boolean;
  title?: string;
}

const COLUMNS: Column[] = [
  { label: 'Container', sort: 'container' },
  { label: 'Reported', sort: 'reported', isNumber: true, title: 'What the chosen tool prints' },
  { label: 'Heap', sort: 'heap', isNumber: true, title: 'Live and dead objects on the Go heap' },
  { label: 'Gap', sort: 'divergence', isNumber: true, title: 'Reported minus heap' },
  { label: 'Gap / reported', sort: 'ratio', isNumber: true },
  { label: 'Limit', sort: 'limit', isNumber: true, title: 'The smallest hard limit that holds' },
  {
    label: 'Unreclaimable / limit',
    sort: 'unreclaimable_ratio',
    isNumber: true,
    title: 'What no reclaim can give back, as a share of the limit',
  },
  { label: 'Exporter', isWideOnly: true },
  { label: 'Status' },
];

const ROWS_A_PAGE = 100;
const LARGEST_GAP_FIRST: Sort = { key: 'divergence', descending: true };

export function ContainersTable({ rows, datasource, tool }: Props) {
  const styles = useStyles2(getTableStyles);
  const [sort, setSort] = useState(LARGEST_GAP_FIRST);
  const [page, setPage] = useState(1);
  const pages = Math.ceil(rows.length / ROWS_A_PAGE);
  const shown = Math.min(page, pages);
  const visible = sortRows(rows, sort).slice((shown - 1) * ROWS_A_PAGE, shown * ROWS_A_PAGE);
  const widest = rows.reduce((most, { divergence }) => Math.max(most, divergence ?? 0), 0);

  const sortBy = (key: SortKey) => {
    // Names are looked up from A, numbers from the largest.
    const descending = sort.key === key ? !sort.descending : key !== 'container';
    setSort({ key, descending });
    setPage(1);
  };

  return (
    // Reachable with the keyboard where the table is wider than the screen.
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Table of containers">
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map(({ label, sort: key, isNumber, isWideOnly, title }) => (
              <th
                key={label}
                scope="col"
                title={title}
                className={isNumber ? styles.number : isWideOnly ? styles.wideOnly : undefined}
                aria-sort={key === sort.key ? (sort.descending ? 'descending' : 'ascending') : undefined}
              >
                {key ? (
                  <button type="button" className={styles.sort} onClick={() => sortBy(key)}>
                    {label}
                    {key === sort.key && <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} size="sm" />}
                  </button>
                ) : (
                  label
                )}
              </th>
            ))}
          </tr>
        </thead>
        {visible.map((row, index) => (
          <ContainerRows
            key={`${index} ${row.id}`}
            row={row}
            widest={widest}
            columns={COLUMNS.length}
            datasource={datasource}
            tool={tool}
          />
        ))}
      </table>
      <Pagination currentPage={shown} numberOfPages={pages} onNavigate={setPage} hideWhenSinglePage />
    </div>
  );
}
