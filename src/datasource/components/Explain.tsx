import { type TimeRange } from '@grafana/data';
import { Button } from '@grafana/ui';
import React, { useEffect, useId, useRef, useState } from 'react';
import { type Explanation } from '../datasource';
import { messageOf } from '../../components/errors';
import { PromqlList } from './PromqlList';

interface Props {
  explain: () => Promise<Explanation>;
  /** What is explained: another one is asked for when it changes. */
  subject: string;
  /** The data source that sends it. */
  uid: string;
  range?: TimeRange;
}

type Answer = { promql: string[] } | { error: string } | undefined;

/** The PromQL behind the query, for those who want to see or reuse it. Asked for only while it is open. */
export function Explain({ explain, subject, uid, range }: Props) {
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
      ({ promql }) => isCurrent && setAnswer({ promql }),
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
        {answer && 'promql' in answer && <PromqlList promql={answer.promql} uid={uid} range={range} />}
        {answer && 'error' in answer && <p role="alert">{answer.error}</p>}
        {!answer && <p>Asking the data source…</p>}
      </div>
    </div>
  );
}
