import { fieldOf, ledgerFrame, STEP } from '../testdata/frames';
import { prepareDrawing } from './drawing';
import { containersOf } from './ledger';

const GIB = 2 ** 30;

function drawing(limit: number, hidden: string[] = [], overlays = ['reported', 'limit']) {
  const frame = ledgerFrame();
  fieldOf(frame, 'limit').values.fill(limit);
  const [ledger] = containersOf([frame]);
  return prepareDrawing(ledger, overlays, new Set(hidden));
}

const lines = ({ layers }: ReturnType<typeof drawing>) =>
  layers.filter(({ part }) => part === 'line').map(({ series }) => series.id);

describe('a limit', () => {
  test('within three times the data is drawn', () => {
    const near = drawing(1.5 * GIB); // the data reach 528 MiB
    expect(lines(near)).toEqual(['reported', 'limit']);
    expect(near.offScale).toEqual([]);
  });

  test('further away is told instead', () => {
    const far = drawing(2 * GIB);
    expect(lines(far)).toEqual(['reported']);
    expect(far.offScale.map(({ id }) => id)).toEqual(['limit']);
  });
});

test('only the chosen overlays are drawn', () => {
  expect(lines(drawing(GIB, [], ['peak']))).toEqual(['peak']);
});

test('what is reported stays on the scale, however little of the stack is shown', () => {
  const { classes } = containersOf([ledgerFrame()])[0];
  const others = classes.map(({ id }) => id).filter((id) => id !== 'kernel_stacks');
  expect(lines(drawing(GIB, others))).toEqual(['reported', 'limit']);
});

test('a class that is switched off leaves the stack', () => {
  const all = drawing(GIB);
  const fewer = drawing(GIB, ['file_inactive']);
  const top = (d: typeof all) => d.data[d.layers.findIndex(({ series }) => series.id === 'unattributed') + 1][1];
  expect(Number(top(all)) - Number(top(fewer))).toBe(314589184);
});

test('what is no amount of bytes is not drawn', () => {
  const frame = ledgerFrame();
  fieldOf(frame, 'peak').config.unit = 'short';
  expect(
    prepareDrawing(containersOf([frame])[0], ['peak', 'reported'], new Set()).overlays.map(({ id }) => id)
  ).toEqual(['reported']);
});

test('a class hidden by an override is not drawn', () => {
  const frame = ledgerFrame();
  fieldOf(frame, 'shmem').config.custom = { hideFrom: { viz: true } };
  const { layers } = prepareDrawing(containersOf([frame])[0], [], new Set());
  expect(layers.map(({ series }) => series.id)).not.toContain('shmem');
});

describe('as shares of usage', () => {
  const [ledger] = containersOf([ledgerFrame()]);
  const shown = (hidden: string[]) => prepareDrawing(ledger, ['reported', 'limit'], new Set(hidden), 'share');
  const topOf = ({ data }: ReturnType<typeof shown>, row: number) => Number(data.at(-1)?.[row]);

  test('the classes fill the whole, where it is known', () => {
    const all = shown([]);
    expect(lines(all)).toEqual([]);
    ledger.time.values.forEach((_, row) => {
      expect(topOf(all, row)).toBeCloseTo(row === STEP.missed ? 0 : 1, 10);
    });
    expect(all.data.at(-1)?.[STEP.missed]).toBeNull();
  });

  test('hiding a class makes no other grow', () => {
    // 314,589,184 bytes of inactive page cache in the capture's second step.
    const usage = Number(ledger.overlays.find(({ id }) => id === 'reported')?.field.values[STEP.pageCache]);
    expect(topOf(shown(['file_inactive']), STEP.pageCache)).toBeCloseTo(1 - 314589184 / usage, 10);
  });
});
