import { createTheme } from '@grafana/data';
import { fieldOf, ledgerFrame, STEP } from '../testdata/frames';
import { ariaText } from './ariaText';
import { prepareDrawing } from './drawing';
import { withDisplay } from './format';
import { containersOf } from './ledger';

function textOf(frame = ledgerFrame(), overlayIds = ['reported', 'limit']) {
  const [ledger] = containersOf(withDisplay([frame], createTheme(), 'utc'));
  return ariaText({ ...ledger, overlays: prepareDrawing(ledger, overlayIds, new Set()).overlays });
}

test('says the latest numbers, the largest classes first', () => {
  expect(textOf()).toBe(
    'api: 528 MiB reported; 2.00 GiB limit; Anonymous, not Go 150 MiB 28%; Shared memory 120 MiB 23%; Stacks 98.1 MiB 19%'
  );
});

test('goes back to the last known moment', () => {
  const frame = ledgerFrame();
  for (const field of frame.fields.slice(1)) {
    field.values = field.values.slice(0, STEP.missed + 1);
  }
  frame.fields[0].values = frame.fields[0].values.slice(0, STEP.missed + 1);
  expect(textOf(frame)).toMatch(/^api: 7.50 MiB reported; 2.00 GiB limit; Heap, idle 2.38 MiB 32%;/);
});

test('names no overlay that is not shown', () => {
  expect(textOf(ledgerFrame(), [])).toMatch(/^api: Anonymous, not Go/);
});

test('says so where nothing is known', () => {
  const frame = ledgerFrame();
  frame.fields = [frame.fields[0], fieldOf(frame, 'limit')];
  expect(textOf(frame)).toBe('api: no known values in this time range');
});
