import { getValueFormat, formattedValueToString } from '@grafana/data';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { dialectName } from '../../components/dialects';
import { appUrls, dashboardUrl } from '../../components/links';
import { type ContainerRow } from './containerRows';
import { getTableStyles } from './tableStyles';

interface Props {
  row: ContainerRow;
  /** The largest gap of the list: a full bar. */
  widest: number;
  columns: number;
  datasource: string;
  tool: string;
}

/** A container: its numbers, and under them the sentence. One link covers both. */
export function ContainerRows({ row, widest, columns, datasource, tool }: Props) {
  const styles = useStyles2(getTableStyles);
  const { cluster, namespace, pod, container } = row;
  const place = [cluster, namespace, pod].filter(Boolean).join(' / ');

  return (
    <tbody className={styles.container}>
      <tr>
        <th scope="row">
          {container && row.status !== 'no_cgroup' ? (
            <span className={styles.link}>
              <TextLink inline={false} href={dashboardUrl({ datasource, cluster, namespace, pod, container, tool })}>
                {container}
              </TextLink>
            </span>
          ) : (
            (container ?? row.id ?? 'Go target')
          )}
          {place && <div className={styles.place}>{place}</div>}
        </th>
        <td className={styles.number}>{bytes(row.reported)}</td>
        <td className={styles.number}>{bytes(row.heap)}</td>
        <td className={styles.number}>
          {bytes(row.divergence)}
          {row.divergence !== null && <Bar value={row.divergence} most={widest} />}
        </td>
        <td className={styles.number}>{share(row.ratio)}</td>
        <td className={styles.number}>{row.limit === null && isRead(row) ? 'none' : bytes(row.limit)}</td>
        <td className={styles.number} title={unreclaimableTitle(row)}>
          {share(row.unreclaimable_ratio)}
        </td>
        <td className={styles.wideOnly}>{row.exporter && dialectName(row.exporter)}</td>
        <td className={styles.oneLine}>
          <Status status={row.status} />
        </td>
      </tr>
      <Sentence row={row} columns={columns} datasource={datasource} />
    </tbody>
  );
}

function Sentence({ row, columns, datasource }: Pick<Props, 'row' | 'columns' | 'datasource'>) {
  const styles = useStyles2(getTableStyles);
  const { container, status } = row;
  // Without a side all of its counters are missing; to name them one by one would say less.
  const missing = status === 'no_go' ? 'no Go series' : row.missing;
  const isPaired = status !== 'no_go' && status !== 'no_cgroup';
  const summary = isPaired && row.summary;
  if (!summary && !missing && isPaired) {
    return null;
  }
  return (
    <tr className={styles.sentence}>
      <td colSpan={columns}>
        {summary}
        {(missing || !isPaired) && (
          <div className={styles.missing}>
            {missing}
            {!isPaired && (
              <span className={styles.aboveLink}>
                {missing && ' · '}
                <TextLink
                  href={appUrls.setup({ datasource, search: status === 'no_go' ? (container ?? '') : '' })}
                  variant="bodySmall"
                >
                  Setup
                </TextLink>
              </span>
            )}
          </div>
        )}
      </td>
    </tr>
  );
}

/** Beside its number, so it needs no text of its own. */
function Bar({ value, most }: { value: number; most: number }) {
  const styles = useStyles2(getTableStyles);
  const part = value > 0 && most > 0 ? value / most : 0;
  return (
    <div className={styles.bar} aria-hidden>
      <div style={{ width: `${part * 100}%` }} />
    </div>
  );
}

const STATUSES: Record<string, { text: string; color: 'green' | 'orange' | 'blue' }> = {
  paired: { text: 'Joined', color: 'green' },
  no_go: { text: 'No Go series', color: 'blue' },
  no_cgroup: { text: 'No container', color: 'orange' },
};

function Status({ status }: { status: string | null }) {
  if (!status) {
    return null;
  }
  const { text, color } = STATUSES[status] ?? { text: status, color: 'orange' };
  return <Badge text={text} color={color} />;
}

/** Without the container's side nothing is known of a limit; with it, no limit means none. */
function isRead({ reported, exporter }: ContainerRow): boolean {
  return reported !== null && exporter !== null;
}

function unreclaimableTitle({ unreclaimable, unreclaimable_high: high }: ContainerRow): string | undefined {
  if (unreclaimable === null) {
    return undefined;
  }
  const isExact = high === null || high === unreclaimable;
  return isExact ? bytes(unreclaimable) : `Between ${bytes(unreclaimable)} and ${bytes(high)}`;
}

const UNKNOWN = '–';
const formatBytes = getValueFormat('bytes');
const formatShare = getValueFormat('percentunit');

function bytes(value: number | null): string {
  return value === null ? UNKNOWN : formattedValueToString(formatBytes(value));
}

function share(value: number | null): string {
  return value === null ? UNKNOWN : formattedValueToString(formatShare(value, 0));
}
