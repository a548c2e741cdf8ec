import { createTheme } from '@grafana/data';
import { ledgerFrame, ledgerOf } from '../testdata/frames';
import { withDisplay } from './format';
import { containersOf } from './ledger';
import { legendItems } from './legendItems';

const theme = createTheme();

function itemsOf(frame = ledgerFrame(), input: { hidden?: string[]; offScale?: string[]; calcs?: string[] } = {}) {
  const containers = containersOf(withDisplay([frame], theme, 'utc'));
  return legendItems({
    overlays: containers.map(({ overlays }) => overlays),
    classes: containers.map(({ classes }) => classes),
    offScaleIds: new Set(input.offScale),
    hidden: new Set(input.hidden),
    calcs: input.calcs ?? ['lastNotNull', 'max'],
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
    ['Last *', '12 KiB'],
    ['Max', '300 MiB'],
    ['Count', '12'],
  ]);
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
