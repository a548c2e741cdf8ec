import { DIALECTS } from '../generated/memory';
import { type Precedence, type RankedSide } from './types';

/** All exporters of a side: those that are preferred, then the rest in the default order. */
export function orderOf(side: RankedSide, preferred: readonly string[] = []): string[] {
  const byDefault = DIALECTS.filter((dialect) => dialect.side === side).map(({ id }) => id);
  return [...new Set<string>([...preferred, ...byDefault])];
}

/** The order with one exporter a place up or down; at its end it stays where it is. */
export function moved<T>(order: readonly T[], index: number, by: 1 | -1): T[] {
  const to = index + by;
  const next = [...order];
  if (to >= 0 && to < order.length) {
    [next[index], next[to]] = [next[to], next[index]];
  }
  return next;
}

/** Only as much of the order is kept as differs from the default, so that exporters of later versions find their place. */
export function withOrder(
  precedence: Precedence | undefined,
  side: RankedSide,
  order: string[]
): Precedence | undefined {
  const { [side]: _former, ...others } = precedence ?? {};
  const next: Precedence = isDefault(side, order) ? others : { ...others, [side]: shortestPrefix(side, order) };
  return Object.keys(next).length > 0 ? next : undefined;
}

function isDefault(side: RankedSide, order: string[]): boolean {
  return isSame(orderOf(side), order);
}

function shortestPrefix(side: RankedSide, order: string[]): string[] {
  const length = order.findIndex((_, index) => isSame(orderOf(side, order.slice(0, index)), order));
  return length < 0 ? order : order.slice(0, length);
}

function isSame(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
