import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, useStyles2 } from '@grafana/ui';
import React, { useEffect, useId, useRef, useState } from 'react';
import { type Explanation } from '../datasource';
import { messageOf } from '../../components/errors';

interface Props {
  explain: () => Promise<Explanation>;
  /** What is explained: another one is asked for when it changes. */
  subject: string;
}

type Answer = { promql: string } | { error: string } | undefined;

/** The PromQL behind the query, for those who want to see or reuse it. Asked for only while it is open. */
export function Explain({ explain, subject }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const latest = useRef(explain);
  useEffect(() => {
    latest.current = explain;
  });

  useEffect(() => {
    if (!isOpen) {
      return;
    }
    let isCurrent = true;
    latest.current().then(
      ({ promql }) => isCurrent && setAnswer({ promql: promql.join('\n') }),
      (error: unknown) => isCurrent && setAnswer({ error: messageOf(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [isOpen, subject]);

  return (
    <div>
      <Button
        variant="secondary"
        fill="text"
        size="sm"
        icon={isOpen ? 'angle-down' : 'angle-right'}
        aria-expanded={isOpen}
        aria-controls={`${id}-promql`}
        onClick={() => setOpen(!isOpen)}
      >
        PromQL
      </Button>
      <div id={`${id}-promql`} hidden={!isOpen}>
        {answer && 'promql' in answer && (
          <div className={styles.answer}>
            <pre className={styles.promql}>{answer.promql}</pre>
            <ClipboardButton
              variant="secondary"
              size="sm"
              icon="copy"
              getText={() => answer.promql}
              aria-label="Copy PromQL"
            >
              Copy
            </ClipboardButton>
          </div>
        )}
        {answer && 'error' in answer && <p role="alert">{answer.error}</p>}
        {!answer && <p>Asking the data source…</p>}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  answer: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  }),
  promql: css({
    flex: 1,
    minWidth: 0,
    maxHeight: theme.spacing(40),
    margin: 0,
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
});
