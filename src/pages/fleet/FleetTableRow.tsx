import { TextLink, useStyles2 } from '@grafana/ui';
import React, { memo } from 'react';
import { type AlertSubject } from '../../components/alertRules';
import { appUrls } from '../../components/links';
import { CELLS, type CellProps } from './Cells';
import { type Column } from './columns';
import { type FleetRow, isContainer } from './fleetRows';
import { getRowStyles } from './rowStyles';

interface Props extends CellProps {
  columns: Column[];
  tracks: string;
  /** Where the list starts to be this row, and how high it is, in pixels. */
  top: number;
  height: number;
  lines: number;
  /** Its place in the whole table, the head being 1. */
  place: number;
  datasource: string;
  canCreateRules?: boolean;
}

/** A container: its numbers, and under them the sentence. */
export const FleetTableRow = memo(function FleetTableRow(props: Props) {
  const { columns, tracks, top, height, lines, place, datasource, canCreateRules, ...cell } = props;
  const alert = canCreateRules ? alertSubject(datasource, cell.row) : undefined;
  const styles = useStyles2(getRowStyles);
  return (
    <div
      role="row"
      aria-rowindex={place}
      className={styles.row}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${top}px)`, height }}
    >
      {columns.map(({ id, isNumber }) => {
        const Cell = CELLS[id];
        return (
          <div
            key={id}
            role={id === 'container' ? 'rowheader' : 'cell'}
            className={isNumber ? styles.number : styles.cell}
          >
            <Cell {...cell} alert={alert} />
          </div>
        );
      })}
      <div role="cell" className={styles.sentence} style={{ WebkitLineClamp: lines }}>
        <Sentence row={cell.row} datasource={datasource} />
      </div>
    </div>
  );
});

function alertSubject(datasource: string, row: FleetRow): AlertSubject | undefined {
  const { identity, workload } = row;
  return isContainer(row) && identity.container ? { datasource, identity, workload: workload ?? undefined } : undefined;
}

function Sentence({ row, datasource }: { row: FleetRow; datasource: string }) {
  const styles = useStyles2(getRowStyles);
  const { status, summary, missing, identity } = row;
  if (status !== 'no_go' && isContainer(row)) {
    return <span title={missing ? `Missing: ${missing}` : undefined}>{summary ?? missing}</span>;
  }
  // Without a side all of its counters are missing; to name them one by one would say less.
  return (
    <>
      {status === 'no_go' ? 'no Go series' : missing}
      {' · '}
      <span className={styles.aboveLink}>
        <TextLink
          href={appUrls.setup({ datasource, search: status === 'no_go' ? identity.container : undefined })}
          variant="body"
        >
          Setup
        </TextLink>
      </span>
    </>
  );
}
