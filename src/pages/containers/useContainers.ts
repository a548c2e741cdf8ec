import { useCallback, useEffect, useState } from 'react';
import { messageOf } from '../../components/errors';
import { type ContainersAnswer } from './containerRows';
import { type LoadContainers } from './loadContainers';

interface Loaded {
  /** What the rest is the outcome of. */
  subject: string;
  answer?: ContainersAnswer;
  error?: string;
}

/** Loads at once and whenever the choice changes; a late answer to an earlier choice is dropped. */
export function useContainers(load: LoadContainers, datasource: string, tool: string) {
  const [round, setRound] = useState(0);
  const [loaded, setLoaded] = useState<Loaded>();
  const choice = JSON.stringify([datasource, tool]);
  const subject = JSON.stringify([choice, round]);

  useEffect(() => {
    let isCurrent = true;
    load(datasource, tool).then(
      (answer) => isCurrent && setLoaded({ subject, answer }),
      (error: unknown) => isCurrent && setLoaded({ subject, error: messageOf(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [load, datasource, tool, subject]);

  const isSameChoice = loaded !== undefined && JSON.parse(loaded.subject)[0] === choice;
  return {
    // While it is asked again the last answer stays; numbers of another data source or tool do not.
    answer: isSameChoice ? loaded.answer : undefined,
    error: isSameChoice ? loaded.error : undefined,
    isLoading: loaded?.subject !== subject,
    reload: useCallback(() => setRound((last) => last + 1), []),
  };
}
