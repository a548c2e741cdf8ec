import { type GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';
import { type Layer, layerBelow } from './layers';

/** In CSS pixels. */
const FONT_SIZE = 11;
const MIN_ROOM = 15;
const MARGIN = 6;
/** At how many places of the plot a name is tried. */
const PLACES = 24;

/** Of a band, in pixels: where its moments lie, and its edges there; null where it is unknown. */
export interface Band {
  x: number[];
  top: Array<number | null>;
  bottom: Array<number | null>;
}

/** The middle of a text of this width where the band leaves it most room, or undefined where it leaves too little. */
export function placeInBand(
  { x, top, bottom }: Band,
  width: number,
  minRoom: number
): { x: number; y: number } | undefined {
  const [first, last] = [x[0], x[x.length - 1]];
  let best: { x: number; y: number; room: number } | undefined;
  for (let place = 0; place <= PLACES; place++) {
    const left = first + ((last - first - width) * place) / PLACES;
    const from = lastAtMost(x, left);
    const to = lastAtMost(x, left + width) + 1;
    if (left < first || to >= x.length) {
      continue;
    }
    let [high, low] = [-Infinity, Infinity];
    for (let i = from; i <= to; i++) {
      high = Math.max(high, top[i] ?? Infinity);
      low = Math.min(low, bottom[i] ?? -Infinity);
    }
    const room = low - high;
    if (room >= minRoom && (!best || room > best.room)) {
      best = { x: left + width / 2, y: (low + high) / 2, room };
    }
  }
  return best && { x: best.x, y: best.y };
}

function lastAtMost(x: number[], value: number): number {
  let [low, high] = [0, x.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (x[middle] <= value) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** Names of classes in the bands that have room: who cannot tell the colours apart needs no legend there. */
export function drawBandLabels(plot: uPlot, layers: Layer[], theme: GrafanaTheme2, scale: string) {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `${FONT_SIZE * ratio}px ${theme.typography.fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3 * ratio;
  ctx.strokeStyle = theme.colors.background.primary;
  ctx.fillStyle = theme.colors.text.maxContrast;
  const position = (value: number | null | undefined) =>
    typeof value === 'number' ? plot.valToPos(value, scale, true) : null;
  const time = Array.from(plot.data[0], (t) => plot.valToPos(t, 'x', true));
  const { left, width } = plot.bbox;
  const [from, to] = [time.findIndex((x) => x >= left), time.filter((x) => x <= left + width).length];
  layers.forEach(({ series, part }, i) => {
    if (part !== 'above' || from < 0 || to <= from) {
      return;
    }
    const below = layerBelow(layers, i);
    const top = Array.from(plot.data[i + 1].slice(from, to), position);
    const bottom = below < 0 ? top.map(() => position(0)) : Array.from(plot.data[below + 1].slice(from, to), position);
    const textWidth = ctx.measureText(series.name).width + 2 * MARGIN * ratio;
    const place = placeInBand({ x: time.slice(from, to), top, bottom }, textWidth, MIN_ROOM * ratio);
    if (place) {
      ctx.strokeText(series.name, place.x, place.y);
      ctx.fillText(series.name, place.x, place.y);
    }
  });
  ctx.restore();
}
