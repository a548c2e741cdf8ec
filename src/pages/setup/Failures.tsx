import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { dialectName } from '../../components/dialects';
import { type Failure } from '../../datasource/setup';
import { CodeBlock } from './CodeBlock';
import { usePages } from './usePages';
import { FAILURE_KINDS, labelsText, sentence } from './words';

interface Props {
  failures: Failure[];
  settingsUrl?: string;
}

const CARDS_A_PAGE = 10;

export function Failures({ failures, settingsUrl }: Props) {
  const styles = useStyles2(getStyles);
  const { shown, pagination } = usePages(failures, CARDS_A_PAGE);
  return (
    <>
      <ul className={styles.list}>
        {shown.map((failure, index) => (
          <li key={index} className={styles.card}>
            <FailureCard failure={failure} settingsUrl={settingsUrl} />
          </li>
        ))}
      </ul>
      {pagination}
    </>
  );
}

function FailureCard({ failure, settingsUrl }: { failure: Failure; settingsUrl?: string }) {
  const styles = useStyles2(getStyles);
  const { target, dialect, kind, reason, candidates, suggestion } = failure;
  return (
    <>
      <div className={styles.head}>
        <Badge color="orange" text={FAILURE_KINDS[kind] ?? kind} />
        <span className={styles.secondary}>{dialectName(dialect)}</span>
      </div>
      <p className={styles.reason}>{sentence(reason)}</p>
      <dl className={styles.sides}>
        <dt>Go target</dt>
        <dd>{labelsText(target)}</dd>
        {candidates.length > 0 && <dt>{candidates.length === 1 ? 'Container' : 'Containers'}</dt>}
        {candidates.map((candidate, index) => (
          <dd key={index}>{labelsText(candidate)}</dd>
        ))}
      </dl>
      {suggestion && (
        <div className={styles.suggestion}>
          <p className={styles.reason}>{sentence(suggestion.text)}, if it runs there.</p>
          {settingsUrl && (
            <p className={styles.reason}>
              Copy it, open the <TextLink href={settingsUrl}>settings of the data source</TextLink>, choose “Paste
              binding” under Joins, and then “Save &amp; test”.
            </p>
          )}
          <CodeBlock label="the binding" code={JSON.stringify(suggestion.binding, null, 2)} />
        </div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
  }),
  card: css({
    padding: theme.spacing(1.5),
    marginBottom: theme.spacing(1),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  }),
  secondary: css({
    color: theme.colors.text.secondary,
  }),
  reason: css({
    margin: theme.spacing(0.75, 0),
    overflowWrap: 'anywhere',
  }),
  // Both sides under each other, so that the eye can compare.
  sides: css({
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(0.25, 1.5),
    margin: 0,
    dt: {
      gridColumn: 1,
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
    },
    dd: {
      gridColumn: 2,
      margin: 0,
      fontFamily: theme.typography.fontFamilyMonospace,
      fontSize: theme.typography.bodySmall.fontSize,
      overflowWrap: 'anywhere',
    },
  }),
  suggestion: css({
    marginTop: theme.spacing(1),
  }),
});
