import { type BusEvent, type DataFrame, DataHoverClearEvent, DataHoverEvent, type EventBus } from '@grafana/data';
import { useCallback, useEffect, useRef, useState } from 'react';
import { catchError, filter, from, map, merge, type Observable, of, switchMap, timer } from 'rxjs';
import { messageOf } from '../../components/errors';
import { type AskAt } from './askAgain';

/** A crosshair that moves asks nothing; one that rests does. */
export const REST_MS = 200;
/** Once the crosshair is gone, how long its moment stays: enough to reach the button that pins it. */
export const LINGER_MS = 2500;

export interface Moment {
  /** The answer for the moment that was asked for, or undefined: show the panel's own. */
  frames?: DataFrame[];
  /** What the frames are of, where that is not the panel's own moment; Unix ms. */
  asked?: number;
  /** What is asked for, answered or not; Unix ms. */
  wanted?: number;
  isPinned: boolean;
  isAsking: boolean;
  error?: string;
  pin: (at: number | undefined) => void;
  /** While a pointer or the focus is in the view, it keeps the moment of the crosshair. */
  hold: (isHeld: boolean) => void;
}

interface Props {
  ask?: AskAt;
  /** Of the dashboard, where panels share their crosshair. */
  eventBus?: EventBus;
  /** A moment pinned from outside, such as the one in a page's address. */
  pinned?: number;
  onPin?: (at: number | undefined) => void;
}

/** Which moment the view is of: the pinned one, else that of the crosshair, else the answer's own. */
export function useMoment({ ask, eventBus, pinned: pinnedOutside, onPin }: Props): Moment {
  const [pinnedHere, setPinned] = useState<number>();
  const { hovered, hold, forget } = useCrosshair(ask ? eventBus : undefined);
  const pinned = onPin ? pinnedOutside : pinnedHere;
  const wanted = ask ? (pinned ?? hovered) : undefined;
  const answer = useAnswerAt(ask, wanted);
  const pin = useCallback(
    (at: number | undefined) => {
      // Unpinned, it is the answer's own moment, not the one that the crosshair had before.
      forget();
      (onPin ?? setPinned)(at);
    },
    [onPin, forget]
  );
  return {
    ...(wanted !== undefined && { frames: answer.frames, asked: answer.at, error: answer.error }),
    wanted,
    isPinned: pinned !== undefined,
    isAsking: wanted !== undefined && answer.at !== wanted,
    pin,
    hold,
  };
}

interface Answer {
  at?: number;
  frames?: DataFrame[];
  error?: string;
}

function useAnswerAt(ask: AskAt | undefined, at: number | undefined): Answer {
  const [answer, setAnswer] = useState<Answer>({});
  useEffect(() => {
    const answers: Observable<Answer> =
      ask && at !== undefined
        ? timer(REST_MS).pipe(
            switchMap(() => from(ask(at))),
            map((frames) => ({ at, frames })),
            catchError((error: unknown) => of({ at, error: messageOf(error) }))
          )
        : timer(0).pipe(map(() => ({})));
    const asking = answers.subscribe(setAnswer);
    return () => asking.unsubscribe();
  }, [ask, at]);
  return answer;
}

/** The moment under the crosshair of any panel of the dashboard but this one. */
function useCrosshair(eventBus: EventBus | undefined) {
  const [hovered, setHovered] = useState<number>();
  const isHeld = useRef(false);
  const isGone = useRef(false);
  const leave = useCallback(() => {
    isGone.current = true;
    if (!isHeld.current) {
      setHovered(undefined);
    }
  }, []);
  useEffect(() => {
    if (!eventBus) {
      return;
    }
    const isOfOthers = <Event extends BusEvent>({ origin }: Event) => origin !== eventBus;
    const moves = merge(
      eventBus.getStream(DataHoverEvent).pipe(
        filter((event) => isOfOthers(event)),
        map(({ payload }) => payload.point?.time)
      ),
      eventBus.getStream(DataHoverClearEvent).pipe(
        filter((event) => isOfOthers(event)),
        map(() => null)
      )
    ).pipe(
      filter((time): time is number | null => time === null || typeof time === 'number'),
      switchMap((time) => timer(time === null ? LINGER_MS : 0).pipe(map(() => time)))
    );
    const following = moves.subscribe((time) => {
      if (time === null) {
        leave();
      } else {
        isGone.current = false;
        setHovered(time);
      }
    });
    return () => following.unsubscribe();
  }, [eventBus, leave]);
  const hold = useCallback(
    (next: boolean) => {
      isHeld.current = next;
      if (!next && isGone.current) {
        leave();
      }
    },
    [leave]
  );
  const forget = useCallback(() => setHovered(undefined), []);
  return { hovered: eventBus && hovered, hold, forget };
}
