import { css } from '@emotion/css';
import { type DataFrame, type Field, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { LearnTerm } from '../../components/learn/LearnTerm';
import { byteUnitOf, formatNumber } from '../../components/numbers';
import { CONTEXT } from '../../generated/memory';
import { provenanceOf } from '../../panel/breakdown/provenanceLines';
import { RUNTIME_IDS } from './questions';

interface Reading {
  id: (typeof RUNTIME_IDS)[number];
  name: string;
  learn: string;
  /** Of the last moment that knows it, with its unit. */
  text: string;
  /** Where it comes from; where there is no number: what that means. */
  why?: string;
}

export function readRuntime(frames: DataFrame[], byteUnit: string): Reading[] {
  const notSet = frames.flatMap(({ meta }): unknown[] => meta?.custom?.memledger?.notSet ?? []);
  const fields = frames.flatMap(({ fields }) => fields);
  return RUNTIME_IDS.map((id) => {
    const name = CONTEXT.find((row) => row.id === id)?.name ?? id;
    const field = fields.find((candidate) => candidate.name === id);
    const known: number[] = (field?.values ?? []).filter((value: unknown) => typeof value === 'number');
    const last = known[known.length - 1];
    const own = field?.config.unit ?? 'short';
    const unit = own === 'bytes' ? byteUnit : own;
    const missing = notSet.includes(id) ? NOT_SET : UNKNOWN;
    const told = last === undefined ? missing : { text: formatNumber(last, unit), why: sourceOf(field) };
    return { id, name, learn: `context.${id}`, ...told };
  });
}

function sourceOf(field: Field | undefined): string | undefined {
  const lines = field ? provenanceOf(field) : [];
  return lines.map(({ title, text }) => `${title}: ${text}`).join('\n') || undefined;
}

const NOT_SET = { text: 'not set', why: 'The process says that it has none' };
const UNKNOWN = { text: 'unknown', why: 'No exporter tells it for this container' };

/** How the Go runtime is set and doing: what a gap that is no page cache is read against. */
export function GoRuntime({ frames, tool }: { frames: DataFrame[]; tool: string }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label="Go runtime">
      <dl className={styles.readings}>
        {readRuntime(frames, byteUnitOf(tool)).map(({ id, name, learn, text, why }) => (
          <div key={id}>
            <dt>
              <LearnTerm id={learn}>{name}</LearnTerm>
            </dt>
            <dd title={why}>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  readings: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 4),
    margin: 0,
    dt: {
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
    },
    dd: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  }),
});
