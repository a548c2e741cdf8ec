import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { LearnTerm } from '../../components/learn/LearnTerm';
import { byteUnitOf, formatNumber } from '../../components/numbers';
import { formulaById, heapById } from '../../datasource/query';
import { type ContainerGap } from './gapTable';

interface Props {
  container: ContainerGap;
  tool: string;
  heap: string;
  /** The moment that the numbers are of, in Unix ms. */
  at: number;
}

/** What the tool prints, the Go heap, the difference, and what that is made of: what a person came for. All in the tool's units. */
export function Headline({ container, tool, heap, at }: Props) {
  const styles = useStyles2(getStyles);
  const { reported, gap } = container;
  const unit = byteUnitOf(tool);
  const show = (value: number | null) => (value === null ? 'unknown' : formatNumber(value, unit));
  return (
    <section aria-label="The gap" className={styles.box}>
      <dl className={styles.numbers}>
        <div>
          <dt>
            <LearnTerm id={`tool.${tool}`}>{formulaById(tool)?.label ?? tool}</LearnTerm> prints
          </dt>
          <dd>{show(reported)}</dd>
          <dd className={styles.note}>{formulaById(tool)?.help}</dd>
        </div>
        <div>
          <dt>
            <LearnTerm id={`heap.${heap}`}>Go heap</LearnTerm>
          </dt>
          <dd>{show(container.heap)}</dd>
          <dd className={styles.note}>{heapById(heap)?.name}</dd>
        </div>
        <div>
          <dt>
            <LearnTerm id="measure.divergence_bytes">Gap</LearnTerm> between the two
          </dt>
          <dd>{show(gap)}</dd>
          <dd className={styles.why}>{container.explanation}</dd>
        </div>
      </dl>
      <p className={styles.moment}>at {dateTimeFormat(container.at ?? at)}</p>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  numbers: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
    gap: theme.spacing(1, 4),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, fontSize: theme.typography.h1.fontSize, fontVariantNumeric: 'tabular-nums' },
  }),
  // Above the rule for the numbers, which are `dd` too.
  note: css({ '&&': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } }),
  why: css({ '&&': { fontSize: theme.typography.h5.fontSize } }),
  moment: css({ margin: 0, color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
