import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, ClipboardButton, TextLink, Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';
import { LearnTerm } from './learn/LearnTerm';
import { formatConfidence, formatHours, isFar } from './numbers';
import { numberOf, type Row, textOf } from './rows';
import { SURE } from '../generated/memory';

/** Whether it can end in an OOM kill. */
const KILLS: Record<string, { text: string; color: BadgeColor }> = {
  yes: { text: 'Can end in an OOM kill', color: 'red' },
  no: { text: 'Cannot end in an OOM kill', color: 'green' },
  unknown: { text: 'Not known whether it can end in an OOM kill', color: 'orange' },
};

interface Props {
  /** Of the answer of a query of the type verdict. */
  row: Row;
  /** The evidence for and against is there without a click. */
  showsEvidence?: boolean;
  /** What to do is behind a click: of many containers the sentences come first. */
  isBrief?: boolean;
}

/** What makes the memory large, what grows, what to do and what not; the evidence for and against on demand. */
export function VerdictText({ row, showsEvidence = false, isBrief = false }: Props) {
  const styles = useStyles2(getStyles);
  const kills = KILLS[textOf(row.can_kill) ?? ''];
  const docs = textOf(row.docs);
  const limit = limitWords(row);
  return (
    <>
      <p className={styles.summary}>{textOf(row.summary)}</p>
      <div className={styles.line}>
        <Finding row={row} question="Large now" of="level" />
        <Finding row={row} question="Growing" of="trend" />
        {limit && <span>{limit}</span>}
        {kills && <Badge {...kills} />}
        {docs && (
          <TextLink href={docs} external>
            About the cause
          </TextLink>
        )}
      </div>
      <div className={styles.texts}>
        <Lines title="What to do" text={textOf(row.next)} isOpen={!isBrief} />
        <Lines title="What not to do" text={textOf(row.do_not)} isOpen={!isBrief} />
      </div>
      <div className={styles.texts}>
        <Lines title="Evidence" text={textOf(row.evidence)} isOpen={showsEvidence} />
        <Lines title="Ruled out" text={textOf(row.ruled_out)} isOpen={showsEvidence} />
        <Lines title="Missing" text={textOf(row.missing)} isOpen={showsEvidence} />
        <Lines title="Sizes" text={textOf(row.sizing)} isOpen={showsEvidence} copied={textOf(row.sizing_manifest)} />
      </div>
    </>
  );
}

/** "Limit in 12 h (8 h to 20 h)": a number without its interval would be believed to the hour. */
export function limitWords(row: Row): string | undefined {
  const [hours, low, high] = [row.hours_to_limit, row.hours_to_limit_low, row.hours_to_limit_high].map(numberOf);
  if (hours === null || isFar(hours)) {
    return undefined;
  }
  const interval =
    low === null
      ? ''
      : ` (${formatHours(low)} ${high === null || isFar(high) ? 'or more' : `to ${formatHours(high)}`})`;
  return `Limit in ${formatHours(hours)}${interval}`;
}

interface FindingProps {
  row: Row;
  question: string;
  /** The columns of the answer to it begin with this. */
  of: 'level' | 'trend';
}

function Finding({ row, question, of }: FindingProps) {
  const id = textOf(row[of]);
  const sure = numberOf(row[`${of}_confidence`]);
  return (
    id && (
      <span>
        {question}: <LearnTerm id={`cause.${id}`}>{textOf(row[`${of}_name`]) ?? id}</LearnTerm>
        {sure !== null && <Sureness confidence={sure} />}
      </span>
    )
  );
}

/** In a word: a percentage beside those of the memory would be taken for one of them. */
function Sureness({ confidence }: { confidence: number }) {
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={`Confidence ${formatConfidence(confidence)}; from ${formatConfidence(SURE)} on it is sure`}>
      <button type="button" className={styles.sure}>
        {confidence >= SURE ? 'sure' : 'not sure'}
      </button>
    </Tooltip>
  );
}

interface LinesProps {
  title: string;
  text: string | null;
  isOpen?: boolean;
  /** What a button copies. */
  copied?: string | null;
}

/** Texts of several come one a line. */
function Lines({ title, text, isOpen, copied }: LinesProps) {
  const styles = useStyles2(getStyles);
  if (!text) {
    return null;
  }
  return (
    <details open={isOpen} className={styles.lines}>
      <summary>{title}</summary>
      <ul>
        {text.split('\n').map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {copied && (
        <>
          <pre>{copied}</pre>
          <ClipboardButton getText={() => copied} icon="copy" size="sm" variant="secondary">
            Copy the sizes
          </ClipboardButton>
        </>
      )}
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  summary: css({ margin: 0, fontSize: theme.typography.h5.fontSize }),
  line: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 3), margin: theme.spacing(0.5, 0, 1) }),
  sure: css({
    marginLeft: theme.spacing(0.5),
    padding: 0,
    border: 'none',
    borderBottom: `1px dotted ${theme.colors.text.secondary}`,
    background: 'none',
    color: theme.colors.text.secondary,
    cursor: 'help',
  }),
  texts: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 4) }),
  lines: css({
    summary: { color: theme.colors.text.secondary },
    ul: { margin: theme.spacing(0, 0, 0.5, 3) },
  }),
});
