import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type AlertSubject } from '../../components/alertRules';
import { CreateAlertRule } from '../../components/CreateAlertRule';
import { dialectName } from '../../components/dialects';
import { LearnTerm } from '../../components/learn/LearnTerm';
import { formatConfidence, formatHours, formatNumber, isFar } from '../../components/numbers';
import { formatShare } from '../../components/numberText';
import { type Column } from './columns';
import { type FleetRow, isContainer, nameOf, placeOfRow } from './fleetRows';
import { getRowStyles } from './rowStyles';
import { Sparkline, type SparklineData } from './Sparkline';

export interface CellProps {
  row: FleetRow;
  /** The largest gap of the list: a full bar. */
  widest: number;
  /** Grafana's unit of bytes. */
  unit: string;
  href?: string;
  /** Undefined while it is not there yet. */
  trend: SparklineData | null | undefined;
  /** What a new alert rule would watch; absent where the person may create none. */
  alert?: AlertSubject;
}

export const CELLS: Record<Column['id'], React.ComponentType<CellProps>> = {
  container: Name,
  trend: ({ trend, unit }) => <Sparkline data={trend} describe={(value) => formatNumber(value, unit)} />,
  reported: ({ row, unit }) => <Bytes value={row.reported} unit={unit} why={whyNot(row, 'container')} />,
  heap: ({ row, unit }) => <Bytes value={row.heap} unit={unit} why={whyNot(row, 'go')} />,
  divergence: Gap,
  unreclaimable: Unreclaimable,
  limit: ({ row, unit }) =>
    row.limit === null && isRead(row) ? (
      <>none</>
    ) : (
      <Bytes value={row.limit} unit={unit} why={whyNot(row, 'container')} />
    ),
  growth: Growth,
  cause: Cause,
  status: ({ row }) => <Status status={row.status} />,
};

function Name({ row, href, alert }: CellProps) {
  const styles = useStyles2(getRowStyles);
  const exporter = row.exporter && `Read from ${dialectName(row.exporter)}`;
  const place = placeOfRow(row);
  return (
    <>
      <div className={styles.title}>
        <div className={styles.name} title={nameOf(row)}>
          {href ? (
            <TextLink inline={false} href={href}>
              {nameOf(row)}
            </TextLink>
          ) : (
            nameOf(row)
          )}
        </div>
        {alert && (
          <span className={styles.aboveLink}>
            <CreateAlertRule subject={alert} isIcon />
          </span>
        )}
      </div>
      <div className={styles.place} title={exporter ?? undefined}>
        {place || row.identity.node}
      </div>
    </>
  );
}

function Gap({ row, widest, unit }: CellProps) {
  return (
    <>
      <Bytes value={row.divergence} unit={unit} why={whyNot(row, 'go')} />
      {row.ratio !== null && <Beside> {formatShare(row.ratio)}</Beside>}
      {row.divergence !== null && <Bar part={widest > 0 ? row.divergence / widest : 0} />}
    </>
  );
}

function Unreclaimable({ row, unit }: CellProps) {
  const styles = useStyles2(getRowStyles);
  const { unreclaimable: low, unreclaimable_high: high, unreclaimable_ratio: ratio } = row;
  const most = low !== null && high !== null && high > low ? formatNumber(high, unit) : null;
  // Bounds that are printed alike are one number.
  const isBound = low !== null && most !== null && most !== formatNumber(low, unit);
  const least = isBound ? '≥ ' : '';
  return (
    <>
      {least}
      <Bytes value={low} unit={unit} why={whyNot(row, 'container')} />
      {ratio !== null && (
        <Beside>
          {' '}
          {least}
          {formatShare(ratio)}
        </Beside>
      )}
      {isBound && <div className={styles.place}>at most {most}</div>}
      {ratio !== null && <Bar part={ratio} />}
    </>
  );
}

function Growth({ row, unit }: CellProps) {
  const styles = useStyles2(getRowStyles);
  const { growth, hours_to_limit: hours } = row;
  return (
    <>
      {growth === null ? (
        <Unknown why="The past does not tell: too short, or with too many gaps" />
      ) : (
        `${formatNumber(growth, unit)}/h`
      )}
      {hours !== null && growth !== null && !isFar(hours) && (
        <div className={styles.place}>limit in {formatHours(hours)}</div>
      )}
    </>
  );
}

function Cause({ row }: CellProps) {
  const styles = useStyles2(getRowStyles);
  const { cause, cause_name: name, cause_confidence: sure, trend, trend_name: grows, trend_confidence: sureOf } = row;
  if (!cause) {
    return <Unknown why={whyNot(row, 'container')} />;
  }
  return (
    <>
      <span className={styles.aboveLink} title={sure === null ? undefined : `${formatConfidence(sure)} sure`}>
        <LearnTerm id={`cause.${cause}`}>{name ?? cause}</LearnTerm>
      </span>
      {trend && (
        <div className={styles.beside} title={sureOf === null ? undefined : `${formatConfidence(sureOf)} sure`}>
          <span className={styles.aboveLink}>
            trend: <LearnTerm id={`cause.${trend}`}>{(grows ?? trend).toLowerCase()}</LearnTerm>
          </span>
        </div>
      )}
    </>
  );
}

function Beside({ children }: { children: React.ReactNode }) {
  const styles = useStyles2(getRowStyles);
  return <span className={styles.beside}>{children}</span>;
}

function Bytes({ value, unit, why }: { value: number | null; unit: string; why: string }) {
  return value === null ? <Unknown why={why} /> : <>{formatNumber(value, unit)}</>;
}

function Unknown({ why }: { why: string }) {
  const styles = useStyles2(getRowStyles);
  return (
    <span className={styles.unknown} title={why}>
      unknown
    </span>
  );
}

/** Beside its number, so it needs no text of its own. */
function Bar({ part }: { part: number }) {
  const styles = useStyles2(getRowStyles);
  return (
    <div className={styles.bar} aria-hidden>
      <div style={{ width: `${Math.min(Math.max(part, 0), 1) * 100}%` }} />
    </div>
  );
}

const STATUSES: Record<string, { text: string; color: 'green' | 'orange' | 'blue' }> = {
  paired: { text: 'Joined', color: 'green' },
  no_go: { text: 'No Go series', color: 'blue' },
  no_cgroup: { text: 'No container', color: 'orange' },
};

export const STATUS_OPTIONS = Object.entries(STATUSES).map(([value, { text }]) => ({ value, label: text }));

function Status({ status }: { status: string | null }) {
  if (!status) {
    return null;
  }
  const { text, color } = STATUSES[status] ?? { text: status, color: 'orange' };
  return <Badge text={text} color={color} />;
}

/** Without the container's side nothing is known of a limit; with it, no limit means none. */
function isRead({ reported, exporter }: FleetRow): boolean {
  return reported !== null && exporter !== null;
}

/** Why a number of that side is not there; the row's sentence says it too, for those who do not point at things. */
export function whyNot(row: FleetRow, side: 'container' | 'go'): string {
  if (!isContainer(row)) {
    return row.missing ?? 'No container was found for this Go target';
  }
  if (side === 'go' && row.status === 'no_go') {
    return 'No Go series were found for this container';
  }
  return row.missing ? `Missing: ${row.missing}` : 'The exporter does not tell';
}
