import { readContainerState, writeContainerState } from './containerState';

const read = (search: string, ownTool?: string) => readContainerState(new URLSearchParams(search), 'uid', ownTool);

test('the address says all, and the person’s own tool only where the address names none', () => {
  expect(read('namespace=shop&pod=api-1&container=api&tool=podman_4_0&heap=inuse', 'podman_3')).toMatchObject({
    datasource: 'uid',
    identity: { namespace: 'shop', pod: 'api-1', container: 'api' },
    tool: 'podman_4_0',
    heap: 'inuse',
    comparison: undefined,
  });
  expect(read('container=api', 'podman_3').tool).toBe('podman_3');
});

test('names that nobody knows are as if they were not there', () => {
  const { tool, heap, comparison } = read('container=api&tool=no_such&heap=no_such&compare=no_such', 'podman_3');
  expect([tool, heap, comparison]).toEqual([read('').tool, read('').heap, undefined]);
});

test('a moment that is no number is none', () => {
  expect(read('compare=moment&vs-at=1769860800000').comparison).toEqual({ with: 'moment', at: 1769860800000 });
  expect(read('compare=moment&vs-at=noon').comparison).toEqual({ with: 'moment', at: undefined });
  expect([read('at=noon').at, read('at=').at]).toEqual([undefined, undefined]);
  expect(read('compare=moment').comparison).toEqual({ with: 'moment', at: undefined });
});

test('what is written is read again, and what is over leaves the address', () => {
  for (const comparison of [
    { with: 'container' as const, identity: { pod: 'leaky-1', container: 'leaky' } },
    { with: 'moment' as const, at: 1769860800000 },
  ]) {
    const written = Object.entries(writeContainerState({ comparison })).filter(([, value]) => value !== undefined);
    expect(read(new URLSearchParams(written as Array<[string, string]>).toString()).comparison).toEqual(comparison);
  }
  expect(read(new URLSearchParams(writeContainerState({ at: 1769860800000 }) as { at: string }).toString()).at).toBe(
    1769860800000
  );
  expect(writeContainerState({ at: undefined })).toEqual({ at: undefined });
  const over = writeContainerState({ comparison: undefined });
  expect(over).toHaveProperty('compare', undefined);
  expect(Object.keys(over)).toEqual(expect.arrayContaining(['vs-at', 'vs-container']));
  // A choice of another tool leaves the comparison alone.
  expect(writeContainerState({ tool: 'usage' })).toEqual({ tool: 'usage' });
});
