import { DIALECTS } from '../generated/memory';
import { moved, orderOf, withOrder } from './precedence';

const byDefault = orderOf('cgroup');
const [first, second, third] = byDefault;

test('without a setting the order is that of the reference', () => {
  expect(byDefault).toEqual(DIALECTS.filter(({ side }) => side === 'cgroup').map(({ id }) => id));
});

test('preferred ones come first, also those that this version does not know', () => {
  expect(orderOf('cgroup', [third, 'newer'])).toEqual([third, 'newer', first, second, ...byDefault.slice(3)]);
});

test('no more of an order is kept than differs from the default', () => {
  expect(withOrder(undefined, 'cgroup', moved(byDefault, 1, -1))).toEqual({ cgroup: [second] });
  const precedence = withOrder({ go: ['x'] }, 'cgroup', moved(moved(byDefault, 2, -1), 1, -1));
  expect(precedence).toEqual({ go: ['x'], cgroup: [third] });
  expect(orderOf('cgroup', precedence?.cgroup)).toEqual([third, first, second, ...byDefault.slice(3)]);
});

test('the default order is no setting', () => {
  expect(withOrder({ cgroup: [second] }, 'cgroup', byDefault)).toBeUndefined();
  expect(withOrder({ cgroup: [second], go: ['x'] }, 'cgroup', byDefault)).toEqual({ go: ['x'] });
});

test('at its end a list stays as it is', () => {
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 0, 1)).toEqual(['b', 'a']);
});
