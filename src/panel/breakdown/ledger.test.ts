import { fieldOf, foreignFrame, ledgerFrame, ledgerOf } from '../testdata/frames';
import { containersOf, titlesOf, withoutIdentity } from './ledger';

describe('containersOf', () => {
  test('keeps classes in stacking order and overlays apart', () => {
    const [{ title, classes, overlays, time }] = containersOf([ledgerFrame()]);
    expect(title).toBe('api');
    expect(classes.map(({ id }) => id).slice(0, 3)).toEqual(['heap_marked', 'heap_since_gc', 'heap_objects']);
    expect(classes.at(-1)?.id).toBe('unattributed');
    expect(overlays.map(({ id }) => id)).toEqual(['reported', 'limit', 'peak']);
    expect(time.values).toHaveLength(13);
  });

  test('takes name and help from the data source', () => {
    const [{ classes }] = containersOf([ledgerFrame()]);
    const inactive = classes.find(({ id }) => id === 'file_inactive');
    expect(inactive?.name).toBe('Page cache, inactive');
    expect(inactive?.help).toMatch(/^File contents read or written once/);
  });

  test('skips the frames of other queries', () => {
    const divergence = ledgerFrame();
    divergence.meta = { custom: { memledger: { queryType: 'divergence', version: 1 } } };
    expect(containersOf([foreignFrame(), divergence])).toEqual([]);
    expect(containersOf([foreignFrame(), ledgerFrame()])).toHaveLength(1);
  });

  test('makes one ledger per container, with class names free of the container', () => {
    const containers = containersOf([ledgerOf(['api', 'db'])]);
    expect(containers.map(({ title }) => title)).toEqual(['api', 'db']);
    expect(containers[1].classes[0].name).toBe('Heap, live at last GC');
  });

  test('leaves a name that the user gave as it is', () => {
    const frame = ledgerOf(['api']);
    fieldOf(frame, 'heap_marked').config.displayName = 'api: live';
    expect(containersOf([frame])[0].classes[0].name).toBe('api: live');
  });

  test('shows a container of two queries twice', () => {
    const keys = containersOf([ledgerFrame(), ledgerFrame()]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  test('leaves out a class that is unknown all along, and keeps one that is zero', () => {
    const frame = ledgerFrame();
    fieldOf(frame, 'heap_objects').values.fill(null);
    const ids = containersOf([frame])[0].classes.map(({ id }) => id);
    expect(ids).not.toContain('heap_objects');
    expect(ids).toContain('file_other');
  });

  test('goes by the group where the query asked for groups', () => {
    const frame = ledgerFrame();
    const { class: _class, ...labels } = fieldOf(frame, 'heap_marked').labels ?? {};
    fieldOf(frame, 'heap_marked').labels = labels;
    expect(containersOf([frame])[0].classes[0].id).toBe('go_heap');
  });
});

test.each([
  ['api Heap, idle', ['api'], 'Heap, idle'],
  ['shop/files-0/api: Heap, idle', ['shop', 'files-0', 'api'], 'Heap, idle'],
  ['cache Page cache, active', ['cache'], 'Page cache, active'],
  ['Page cache, active', ['cache'], 'Page cache, active'],
  ['apiary: Stacks', ['api'], 'apiary: Stacks'],
])('withoutIdentity(%s)', (name, values, want) => {
  expect(withoutIdentity(name, values)).toBe(want);
});

test('titles name what tells the containers apart', () => {
  const labels = [
    { namespace: 'shop', pod: 'a-0', container: 'api' },
    { namespace: 'shop', pod: 'a-1', container: 'api' },
  ];
  expect(titlesOf(labels)).toEqual(['a-0 / api', 'a-1 / api']);
  expect(titlesOf([{ node: 'n1' }])).toEqual(['n1']);
});
