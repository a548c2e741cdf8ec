import { createTheme } from '@grafana/data';
import { fieldOf, ledgerFrame, ledgerOf } from '../testdata/frames';
import { withDisplay } from './format';
import { containersOf } from './ledger';
import { legendItems } from './legendItems';
import { momentNotes, momentsOf } from './legendMoments';

const theme = createTheme();

function itemsOf(frame = ledgerFrame(), input: { hidden?: string[]; offScale?: string[]; calcs?: string[] } = {}) {
  const containers = containersOf(withDisplay([frame], theme, 'utc'));
  const calcs = input.calcs ?? ['lastNotNull', 'max'];
  return legendItems({
    overlays: containers.map(({ overlays }) => overlays),
    classes: containers.map(({ classes }) => classes),
    offScaleIds: new Set(input.offScale),
    hidden: new Set(input.hidden),
    calcs,
    moments: momentsOf(
      calcs,
      containers.flatMap(({ classes, overlays }) => [...overlays, ...classes])
    ),
    theme,
  });
}

test('lines come first, then the classes in stacking order', () => {
  expect(
    itemsOf()
      .map(({ label }) => label)
      .slice(0, 5)
  ).toEqual(['cgroup usage', 'Limit', 'Peak', 'Heap, live at last GC', 'Heap, allocated since last GC']);
});

test('values are formatted by the field; a count of known values is no bytes', () => {
  const cache = itemsOf(ledgerFrame(), { calcs: ['lastNotNull', 'max', 'count'] }).find(
    ({ data }) => data?.id === 'file_inactive'
  );
  const values = cache?.getDisplayValues?.() ?? [];
  expect(values.map(({ title, text, suffix }) => [title, `${text}${suffix ?? ''}`])).toEqual([
    ['Last *', '12.0 KiB'],
    ['Max', '300 MiB'],
    ['Count', '12'],
  ]);
});

/** The fixture with the last two moments of some series cut off; at the very last only nobody's cache is known. */
function endingEarly() {
  const frame = ledgerFrame();
  for (const field of frame.fields.slice(1)) {
    const ends = field.name === 'file_inactive' ? field.values.length - 1 : field.values.length - 2;
    field.values = field.values.map((value, i) => (i < ends ? value : null));
  }
  return frame;
}

test('a class that has no value at the last known moment shows none, not an older one', () => {
  const frame = endingEarly();
  const last = itemsOf(frame).map((item) => [item.data?.id, item.getDisplayValues?.()[0]?.text]);
  const known = fieldOf(frame, 'file_inactive').values.at(-2);
  expect(known).toBe(12288);
  expect(last).toContainEqual(['file_inactive', '12.0 KiB']);
  expect(last.filter(([id]) => id !== 'file_inactive').map(([, text]) => text)).toEqual(
    Array(last.length - 1).fill('no value')
  );
});

test('the first value is of one moment too, and both moments are said', () => {
  const frame = endingEarly();
  const stacks = fieldOf(frame, 'stacks');
  stacks.values = stacks.values.map((value, i) => (i === 0 ? null : value));
  const [ledger] = containersOf(withDisplay([frame], theme, 'utc'));
  const moments = momentsOf(['firstNotNull', 'max', 'lastNotNull'], [...ledger.classes, ...ledger.overlays]);
  expect(moments).toEqual({ firstNotNull: 0, lastNotNull: frame.length - 2 });
  const [first, last] = [0, frame.length - 2].map((i) => new Date(ledger.time.values[i]).toISOString());
  const said = (iso: string) => iso.slice(0, 19).replace('T', ' ');
  expect(momentNotes(moments, ledger)).toEqual([`First * is of ${said(first)}`, `Last * is of ${said(last)}`]);
  expect(
    itemsOf(frame, { calcs: ['firstNotNull'] })
      .find(({ data }) => data?.id === 'stacks')
      ?.getDisplayValues?.()[0]?.text
  ).toBe('no value');
});

test('nothing known, nothing said', () => {
  const [ledger] = containersOf(withDisplay([ledgerFrame()], theme, 'utc'));
  expect(momentNotes(momentsOf(['max'], ledger.classes), ledger)).toEqual([]);
  expect(momentNotes({ lastNotNull: -1 }, ledger)).toEqual([]);
});

test('says what is off the scale and what is switched off', () => {
  const items = itemsOf(ledgerFrame(), { hidden: ['stacks'], offScale: ['limit'] });
  expect(items.find(({ data }) => data?.id === 'limit')?.label).toBe('Limit (off scale)');
  expect(items.filter(({ disabled }) => disabled).map(({ data }) => data?.id)).toEqual(['stacks']);
});

test('classes stand in stacking order whichever container has them', () => {
  const frame = ledgerOf(['api', 'db']);
  frame.fields = frame.fields.filter(({ name, labels }) => name !== 'heap_idle' || labels?.container === 'db');
  const ids = itemsOf(frame).map(({ data }) => data?.id);
  expect(ids.indexOf('heap_idle')).toBe(ids.indexOf('heap_unused') + 1);
});

test('several containers share one item per class, which then has no values', () => {
  const items = itemsOf(ledgerOf(['api', 'db']));
  expect(items.filter(({ label }) => label === 'Stacks')).toHaveLength(1);
  expect(items.flatMap((item) => item.getDisplayValues?.())).toEqual([]);
});
