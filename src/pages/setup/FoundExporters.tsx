import { Badge, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type FoundExporter } from '../../datasource/setup';
import { Section } from './Section';
import { getTableStyles } from './tableStyles';
import { SIDES } from './words';

const ORDER = Object.keys(SIDES);

export function FoundExporters({ exporters }: { exporters: FoundExporter[] }) {
  const styles = useStyles2(getTableStyles);
  const sorted = [...exporters].sort((a, b) => ORDER.indexOf(a.side) - ORDER.indexOf(b.side));
  return (
    <Section title="What was found">
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Table of exporters">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Exporter</th>
              <th scope="col">Tells of</th>
              <th scope="col">Jobs</th>
              <th scope="col" className={styles.number}>
                Targets
              </th>
              <th scope="col" className={styles.number} title="Cgroups, or Go processes">
                Series
              </th>
              <th scope="col" className={styles.number}>
                Scraped every
              </th>
            </tr>
          </thead>
          {sorted.map((exporter) => (
            <ExporterRows key={`${exporter.side} ${exporter.dialect}`} exporter={exporter} />
          ))}
        </table>
      </div>
    </Section>
  );
}

function ExporterRows({ exporter }: { exporter: FoundExporter }) {
  const styles = useStyles2(getTableStyles);
  const { name, side, jobs, targets, series, scrapeInterval, read, why, ledger, lacks, traps } = exporter;
  const notes = [
    !read && ['Not read', why],
    read && side === 'cgroup' && !ledger && ['No breakdown', 'it does not tell usage'],
  ].filter((note): note is string[] => Array.isArray(note));
  return (
    <tbody>
      <tr className={styles.first}>
        <th scope="row">
          {name} {!read && <Badge text="Not read" color="orange" />}
        </th>
        <td>{SIDES[side] ?? side}</td>
        <td className={styles.breaking}>{jobs.join(', ')}</td>
        <td className={styles.number}>{targets}</td>
        <td className={styles.number}>{series}</td>
        <td className={styles.number}>{scrapeInterval || '–'}</td>
      </tr>
      {(notes.length > 0 || lacks || traps) && (
        <tr>
          <td colSpan={6} className={styles.notes}>
            {notes.map(([title, text]) => (
              <div key={title}>
                {title}
                {text && `: ${text}`}
              </div>
            ))}
            {/* Facts about the exporter, not about this server: they must not hide what is to be done. */}
            {(lacks || traps) && (
              <details>
                <summary>What {name} lacks, and what to mind</summary>
                {lacks && <div>Lacks: {lacks}</div>}
                {traps && <div>Mind: {traps}</div>}
              </details>
            )}
          </td>
        </tr>
      )}
    </tbody>
  );
}
