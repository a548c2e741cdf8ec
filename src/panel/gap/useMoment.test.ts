import { DataHoverClearEvent, DataHoverEvent, EventBusSrv, toDataFrame } from '@grafana/data';
import { act, renderHook } from '@testing-library/react';
import { finalize, NEVER, of, throwError } from 'rxjs';
import { LINGER_MS, REST_MS, useMoment } from './useMoment';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const frameOf = (at: number) => toDataFrame({ name: String(at), fields: [] });
const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

function follow() {
  const eventBus = new EventBusSrv();
  const ask = jest.fn((at: number) => of([frameOf(at)]));
  const { result } = renderHook(() => useMoment({ ask, eventBus }));
  const hover = (time: number) => act(() => eventBus.publish(new DataHoverEvent({ point: { time } })));
  const leave = () => act(() => eventBus.publish(new DataHoverClearEvent()));
  return { result, ask, hover, leave };
}

test('asks where the crosshair rests, not where it passes', () => {
  const { result, ask, hover } = follow();
  [1000, 2000, 3000].forEach((time) => {
    hover(time);
    pass(REST_MS / 2);
  });
  expect(ask).not.toHaveBeenCalled();
  expect(result.current.isAsking).toBe(true);
  // The slider is there at once, or the next key would step from where it was.
  expect(result.current.wanted).toBe(3000);
  pass(REST_MS);
  expect(ask.mock.calls).toEqual([[3000]]);
  expect([result.current.asked, result.current.frames?.[0].name]).toEqual([3000, '3000']);
});

test('a while after the crosshair is gone it is the answer’s own moment again', () => {
  const { result, hover, leave } = follow();
  hover(1000);
  pass(REST_MS + 1);
  leave();
  pass(LINGER_MS - 10);
  expect(result.current.asked).toBe(1000);
  pass(20);
  expect([result.current.asked, result.current.frames]).toEqual([undefined, undefined]);
});

test('a pointer in the view keeps the moment until it leaves, a pin keeps it for good', () => {
  const { result, hover, leave } = follow();
  hover(1000);
  pass(REST_MS + 1);
  leave();
  act(() => result.current.hold(true));
  pass(2 * LINGER_MS);
  expect(result.current.asked).toBe(1000);
  act(() => result.current.pin(1000));
  act(() => result.current.hold(false));
  hover(5000);
  pass(2 * LINGER_MS);
  expect([result.current.asked, result.current.isPinned]).toEqual([1000, true]);
});

test('unpinned it is the answer’s own moment at once, though the pointer is still in the view', () => {
  const { result, hover, leave } = follow();
  hover(1000);
  pass(REST_MS + 1);
  act(() => result.current.hold(true));
  leave();
  act(() => result.current.pin(1000));
  pass(LINGER_MS + 1);
  act(() => result.current.pin(undefined));
  expect([result.current.asked, result.current.isPinned]).toEqual([undefined, false]);
});

test('a superseded question is cancelled', () => {
  const eventBus = new EventBusSrv();
  let cancelled = 0;
  const ask = () => NEVER.pipe(finalize(() => cancelled++));
  const { result } = renderHook(() => useMoment({ ask, eventBus }));
  [1000, 2000].forEach((time) => {
    act(() => eventBus.publish(new DataHoverEvent({ point: { time } })));
    pass(REST_MS + 1);
  });
  expect([cancelled, result.current.isAsking]).toEqual([1, true]);
});

test('a question that fails says why, and there are no frames of another moment', () => {
  const ask = () => throwError(() => new Error('connection refused'));
  const { result } = renderHook(() => useMoment({ ask }));
  act(() => result.current.pin(1000));
  pass(REST_MS + 1);
  expect(result.current).toMatchObject({ error: 'connection refused', isAsking: false });
  expect(result.current.frames).toBeUndefined();
});

test('who is given the pin holds it', () => {
  const onPin = jest.fn();
  const ask = jest.fn((at: number) => of([frameOf(at)]));
  const { result, rerender } = renderHook(({ pinned }: { pinned?: number }) => useMoment({ ask, pinned, onPin }), {
    initialProps: {},
  });
  act(() => result.current.pin(7000));
  expect([onPin.mock.calls, result.current.isPinned]).toEqual([[[7000]], false]);
  rerender({ pinned: 7000 });
  pass(REST_MS + 1);
  expect([ask.mock.calls, result.current.asked]).toEqual([[[7000]], 7000]);
});
