import { fieldOf, ledgerFrame, STEP } from '../testdata/frames';
import { layerBelow, layersOf, stack, valuesOf } from './layers';
import { containersOf } from './ledger';

function drawn(change?: (frame: ReturnType<typeof ledgerFrame>) => void) {
  const frame = ledgerFrame();
  change?.(frame);
  const [ledger] = containersOf([frame]);
  const layers = layersOf(ledger.classes, ledger.overlays);
  const [time, ...edges] = stack(ledger, layers);
  const edgeOf = (id: string, part = 'above') =>
    edges[layers.findIndex((layer) => layer.series.id === id && layer.part === part)];
  return { ledger, layers, time, edges, edgeOf };
}

test('the top of the stack is what the cgroup reports, to the byte, at every known moment', () => {
  const { ledger, edgeOf } = drawn();
  const reported = ledger.overlays.find(({ id }) => id === 'reported')!;
  expect(edgeOf('unattributed')).toEqual(valuesOf(reported));
});

test('a missed scrape is a gap, not zero', () => {
  const { edges } = drawn();
  expect(edges.map((edge) => edge[STEP.missed])).toEqual(edges.map(() => null));
});

test('one unknown class has no thickness and moves no other', () => {
  const { edgeOf } = drawn();
  // heap_objects stands in at the first step only, for the two classes below it.
  expect(edgeOf('heap_since_gc')[STEP.start]).toBe(0);
  expect(edgeOf('heap_objects')[STEP.start]).toBe(265168);
  expect(edgeOf('heap_objects')[STEP.heap]).toBe(112603208 + 97565344);
});

test('a class that is zero all along is not drawn', () => {
  const ids = drawn().layers.map(({ series }) => series.id);
  expect(ids).not.toContain('file_other');
  expect(ids).toContain('sock');
});

test('negative amounts are stacked below zero, and take nothing from the stack above', () => {
  const { edgeOf, layers } = drawn((frame) => {
    fieldOf(frame, 'unattributed').values[STEP.heap] = -500_000;
  });
  expect(edgeOf('unattributed', 'below')[STEP.heap]).toBe(-500_000);
  expect(edgeOf('unattributed', 'below')[STEP.last]).toBe(0);
  expect(edgeOf('unattributed')[STEP.heap]).toBe(edgeOf('sock')[STEP.heap]);
  const below = layers.findIndex(({ part }) => part === 'below');
  expect(layerBelow(layers, below)).toBe(-1);
});

test('overlays are lines at their own values', () => {
  const { edgeOf } = drawn();
  expect(edgeOf('limit', 'line')[STEP.last]).toBe(2147483648);
});

test('a layer stands on the one before it of the same part', () => {
  const { layers } = drawn();
  expect(layerBelow(layers, 0)).toBe(-1);
  expect(layerBelow(layers, 2)).toBe(1);
});
