import { type DataFrame, type DataTopic, FieldType } from '@grafana/data';
import { EVENTS } from '../../generated/memory';
import { containersOf } from '../breakdown/ledger';
import { foreignFrame } from '../testdata/frames';
import { golden } from '../testdata/golden';
import { concerns, eventsOf, noticesOf } from './events';
import { shapeOf } from './marks';

const OOM_KILL =
  'host1/api: the OOM killer ended 1 of its processes; usage was 315 MiB of 2.00 GiB when last seen before';

/** As Grafana brings annotations of a dashboard: kinds as tags, texts as HTML. */
function dashboardAnnotations(rows: Array<Record<string, unknown>>): DataFrame {
  const names = [...new Set(rows.flatMap(Object.keys))];
  const fields = names.map((name) => ({
    name,
    type: FieldType.other,
    config: {},
    values: rows.map((row) => row[name]),
  }));
  return { fields, length: rows.length, meta: { dataTopic: 'annotations' as DataTopic } };
}

test('every kind of event of the backend is read, as a table or as annotations', () => {
  const frame = golden('events.json');
  const events = eventsOf([], [frame]);
  expect(events.map(({ time, title, type, color }) => [time, title, type?.id, color])).toEqual([
    [1769860815000, 'Limit changed', 'limit', 'purple'],
    [1769860815000, 'Version changed', 'deploy', 'blue'],
    [1769860830000, 'OOM kill', 'oom_kill', 'red'],
    [1769860845000, 'Restart', 'restart', 'orange'],
  ]);
  expect(events[2].text).toBe(OOM_KILL);
  expect(eventsOf([frame, foreignFrame()])).toEqual(events);
});

test('an event belongs to its container alone', () => {
  const containers = containersOf([golden('ledger.json')]);
  const events = eventsOf([golden('events.json')]);
  expect(containers.map((ledger) => [ledger.title, events.filter((event) => concerns(event, ledger)).length])).toEqual([
    ['host1 / api', 4],
    ['host2 / shop / cart-0 / cart', 0],
    ['host2 / shop / db-0 / db', 0],
  ]);
});

test('what the dashboard’s annotation query brought too is there once', () => {
  const [kill] = eventsOf([golden('events.json')]).filter(({ type }) => type?.id === 'oom_kill');
  const { id, time, title, text } = kill;
  const again = dashboardAnnotations([{ id, time, title, text, tags: ['oom_kill'] }]);
  expect(eventsOf([golden('events.json')], [again])).toHaveLength(4);
  expect(eventsOf([], [again])).toEqual([{ id, time, title, text, color: 'red', type: EVENTS[0] }]);
});

test('annotations of others are marks of all containers, their HTML read as text', () => {
  const deploy = dashboardAnnotations([
    { id: 7, time: 1000, timeEnd: 5000, text: 'deployed <b>web</b>', tags: ['ci'], color: '#ff0000' },
    { id: 8, time: 'soon' },
  ]);
  const [event, ...more] = eventsOf([], [deploy]);
  expect(more).toEqual([]);
  expect(event).toEqual({
    id: '7',
    time: 1000,
    timeEnd: 5000,
    title: 'Annotation',
    text: 'deployed web',
    type: undefined,
    color: '#ff0000',
  });
  expect(containersOf([golden('ledger.json')]).every((ledger) => concerns(event, ledger))).toBe(true);
});

test('what the backend cannot tell is told', () => {
  expect(noticesOf([foreignFrame(), golden('events.json')])[0]).toBe(
    'OOM kills cannot be told of host2/shop/cart-0/cart: container_oom_events_total of cAdvisor 0.50–0.59 is absent'
  );
});

test('kinds differ in their shape, not in colour alone', () => {
  const shapes = [undefined, ...EVENTS].map(shapeOf);
  expect(new Set(shapes).size).toBe(EVENTS.length + 1);
});
