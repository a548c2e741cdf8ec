import { toggle } from './visibility';

const IDS = ['reported', 'heap', 'cache'];
const none = new Set<string>();

test('a click isolates a series, a second shows all', () => {
  const alone = toggle(none, IDS, 'heap', false);
  expect([...alone]).toEqual(['reported', 'cache']);
  expect(toggle(alone, IDS, 'heap', false).size).toBe(0);
});

test('a click on another moves the isolation', () => {
  const alone = toggle(none, IDS, 'heap', false);
  expect([...toggle(alone, IDS, 'cache', false)]).toEqual(['reported', 'heap']);
});

test('with a modifier key one series is switched off and on', () => {
  const withoutHeap = toggle(none, IDS, 'heap', true);
  expect([...withoutHeap]).toEqual(['heap']);
  expect(toggle(withoutHeap, IDS, 'heap', true).size).toBe(0);
});

test('switching the last one off shows all', () => {
  expect(toggle(new Set(['reported', 'heap']), IDS, 'cache', true).size).toBe(0);
});
