import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { DataLinkButton, IconButton, Portal, useStyles2, VizTooltipContainer } from '@grafana/ui';
import React from 'react';
import { linksAt } from './links';
import { type Segment } from './segments';
import { type Formula, type Part } from './toolsTable';
import { type FormatBytes, leftOutText, toolNames } from './words';

export interface PartTooltipAt {
  segment: Segment;
  /** In the window. */
  x: number;
  y: number;
  isPinned?: boolean;
}

interface Props extends PartTooltipAt {
  frame: DataFrame;
  formula: Formula;
  format: FormatBytes;
  onClose: () => void;
}

const OFFSET = { x: 8, y: 8 };
/** Columns whose data links are of a class and tool; those of the container stand in its title. */
const LINKED = ['tool', 'class', 'name', 'bytes', 'counted', 'value'];

/** What a class is, what the tools count of it, and where its number comes from. */
export function PartTooltip({ segment, x, y, isPinned = false, frame, formula, format, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const { part } = segment;
  return (
    <Portal>
      <VizTooltipContainer position={{ x, y }} offset={OFFSET} allowPointerEvents={isPinned} className={styles.tooltip}>
        <div className={styles.head}>
          <strong>{part?.name ?? toolNames(formula)}</strong>
          {isPinned && <IconButton name="times" size="sm" aria-label="Close" onClick={onClose} />}
        </div>
        {part ? <About part={part} format={format} /> : <p>{leftOutText(formula, format)}</p>}
        {isPinned &&
          part &&
          linksAt(frame, LINKED, part.row).map((link, i) => (
            <DataLinkButton key={i} link={link} buttonProps={{ size: 'sm', fill: 'text' }} />
          ))}
      </VizTooltipContainer>
    </Portal>
  );
}

function About({ part, format }: { part: Part; format: FormatBytes }) {
  const styles = useStyles2(getStyles);
  const amounts = [
    ['In the container', part.bytes],
    ['Counted', part.counted],
    ['Left out', part.leftOut],
  ] as const;
  return (
    <>
      <dl className={styles.amounts}>
        {amounts.map(([title, bytes]) => (
          <React.Fragment key={title}>
            <dt>{title}</dt>
            <dd>{format(bytes)}</dd>
          </React.Fragment>
        ))}
      </dl>
      {part.help && <p className={styles.help}>{part.help}</p>}
      {part.source && <p className={styles.source}>{part.source}</p>}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({ maxWidth: 380, fontSize: theme.typography.bodySmall.fontSize }),
  head: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(1) }),
  amounts: css({
    display: 'grid',
    gridTemplateColumns: '1fr max-content',
    columnGap: theme.spacing(2),
    margin: theme.spacing(0.5, 0),
    dt: { fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  }),
  help: css({ color: theme.colors.text.secondary, margin: theme.spacing(0.5, 0) }),
  source: css({ margin: 0, fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
});
