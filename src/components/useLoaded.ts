import { useEffect, useState } from 'react';
import { messageOf } from './errors';

interface Loaded<T> {
  /** What the rest is the outcome of. */
  subject: string;
  answer?: T;
  error?: string;
}

/**
 * Loads at once and whenever the choice changes; a late answer to an earlier choice is dropped. `load` has to be the same
 * function at every render; it is told whether a person asked again for what is there already.
 */
export function useLoaded<Choice extends string[], T>(
  load: (choice: Choice, isAgain: boolean) => Promise<T>,
  choice: Choice
) {
  const key = JSON.stringify(choice);
  const [again, setAgain] = useState({ key, times: 0 });
  const [loaded, setLoaded] = useState<Loaded<T>>();
  const times = again.key === key ? again.times : 0;
  const subject = JSON.stringify([key, times]);

  useEffect(() => {
    let isCurrent = true;
    load(JSON.parse(key), times > 0).then(
      (answer) => isCurrent && setLoaded({ subject, answer }),
      (error: unknown) => isCurrent && setLoaded({ subject, error: messageOf(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [load, key, times, subject]);

  const isSameChoice = loaded !== undefined && JSON.parse(loaded.subject)[0] === key;
  return {
    // While it is asked again the last answer stays; that to another choice does not.
    answer: isSameChoice ? loaded.answer : undefined,
    error: isSameChoice ? loaded.error : undefined,
    isLoading: loaded?.subject !== subject,
    reload: () => setAgain({ key, times: times + 1 }),
  };
}
