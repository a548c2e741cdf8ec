import { placeInBand } from './bandLabels';

const x = Array.from({ length: 101 }, (_, i) => i * 10);
const flat = (y: number) => x.map(() => y);

test('a name stands in the middle of a wide band', () => {
  const { y } = placeInBand({ x, top: flat(20), bottom: flat(60) }, 100, 15)!;
  expect(y).toBe(40);
});

test('a name goes where the band is thickest, and there fits with both its ends', () => {
  // Thick from 600 to 800 alone.
  const top = x.map((at) => (at >= 600 && at <= 800 ? 10 : 55));
  const place = placeInBand({ x, top, bottom: flat(60) }, 100, 15)!;
  expect(place.x - 50).toBeGreaterThanOrEqual(600);
  expect(place.x + 50).toBeLessThanOrEqual(800);
  expect(place.y).toBe(35);
});

test('no room is no name: too thin, too narrow, or unknown', () => {
  expect(placeInBand({ x, top: flat(50), bottom: flat(60) }, 100, 15)).toBeUndefined();
  expect(placeInBand({ x, top: flat(0), bottom: flat(60) }, 1200, 15)).toBeUndefined();
  expect(placeInBand({ x, top: x.map(() => null), bottom: flat(60) }, 100, 15)).toBeUndefined();
});
