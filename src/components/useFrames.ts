import { type DataFrame, type TimeRange } from '@grafana/data';
import { useEffect, useState } from 'react';
import { type MemledgerQuery } from '../datasource/types';
import { type Ask } from './ask';
import { messageOf } from './errors';

export interface Frames {
  /** The last answer to these queries; while they are asked again, or over another range, it stays. */
  frames?: DataFrame[];
  error?: string;
  isLoading: boolean;
  reload: () => void;
}

interface Outcome {
  subject: string;
  moment: object;
  frames?: DataFrame[];
  error?: string;
}

/** The answer to queries over a range: asked again when either changes. Without queries nothing is asked. */
export function useFrames(
  ask: Ask,
  uid: string,
  queries: MemledgerQuery[] | undefined,
  range: TimeRange,
  maxDataPoints?: number
): Frames {
  const [again, setAgain] = useState<{ range: TimeRange }>({ range });
  // A new object for each question, so that a late answer to an earlier one is known for what it is.
  const moment = again.range === range ? again : range;
  const [outcome, setOutcome] = useState<Outcome>();
  const subject = JSON.stringify([uid, queries]);

  useEffect(() => {
    const [to, asked] = JSON.parse(subject) as [string, MemledgerQuery[] | null];
    if (!asked) {
      return;
    }
    let isCurrent = true;
    const settle = (next: Pick<Outcome, 'frames' | 'error'>) => isCurrent && setOutcome({ subject, moment, ...next });
    ask(to, asked, range, maxDataPoints).then(
      (frames) => settle({ frames }),
      (error: unknown) => settle({ error: messageOf(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, subject, range, moment, maxDataPoints]);

  const isOfSubject = outcome?.subject === subject;
  return {
    frames: isOfSubject ? outcome.frames : undefined,
    error: isOfSubject ? outcome.error : undefined,
    isLoading: queries !== undefined && !(isOfSubject && outcome.moment === moment),
    reload: () => setAgain({ range }),
  };
}
