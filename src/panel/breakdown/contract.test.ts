import { golden } from '../testdata/golden';
import { prepareDrawing } from './drawing';
import { containersOf, type ContainerLedger } from './ledger';
import { valueAt } from './layers';

function topOfStack(ledger: ContainerLedger, index: number) {
  const { layers, data } = prepareDrawing(ledger, [], new Set());
  const parts = layers.map(({ part }) => part);
  const [top, bottom] = [parts.lastIndexOf('above'), parts.lastIndexOf('below')];
  return Number(data[top + 1][index]) + (bottom < 0 ? 0 : Number(data[bottom + 1][index]));
}

describe.each(['ledger.json', 'ledger-groups.json'])('the backend’s %s', (name) => {
  const containers = containersOf([golden(name)]);

  test('has a ledger per container, each under its own title', () => {
    expect(containers.map(({ title }) => title)).toEqual([
      'host1 / api',
      'host2 / shop / cart-0 / cart',
      'host2 / shop / db-0 / db',
    ]);
  });

  test('stacks up to what is reported, to the byte, wherever that is known', () => {
    for (const ledger of containers) {
      const reported = ledger.overlays.find(({ id }) => id === 'reported')!;
      ledger.time.values.forEach((_, i) => {
        const want = valueAt(reported, i);
        if (want !== null) {
          expect([ledger.title, i, topOfStack(ledger, i)]).toEqual([ledger.title, i, want]);
        }
      });
    }
  });

  test('names classes without the container in front', () => {
    const names = containers.flatMap(({ classes, overlays }) => [...classes, ...overlays]).map((series) => series.name);
    expect(names.filter((text) => text.includes('host') || text.includes(':'))).toEqual([]);
  });
});
