import { type FleetRow, SIZES } from './fleet.ts';
import { fixed } from './table.ts';

/** What an answer may cost at the largest fleet, and by how much its cost may grow from a fleet to one of ten times the containers. */
const MOST = {
  /** Of the time of the two bare calls alone. */
  time: 1.5,
  /** Of what the two calls bring, not compressed. */
  memory: 3,
  /** Linear, of CPU time: minutes lie between two fleets, and the clock would compare what else the machine did. */
  growth: 10,
};

export interface Bound {
  what: string;
  measured: number;
  most: number;
  met: boolean;
}

export function fleetBounds(rows: FleetRow[]): Bound[] {
  const largest = rows.filter((r) => r.containers === SIZES[SIZES.length - 1]);
  return [
    ...largest.flatMap((r) => [
      bound(`${r.queryType} of ${r.containers}: time, of the two bare calls alone`, r.ratio, MOST.time),
      bound(`${r.queryType} of ${r.containers}: memory, of their payload`, memoryRatio(r), MOST.memory),
    ]),
    ...rows.flatMap((r) => {
      const before = rows.find((b) => b.queryType === r.queryType && b.containers * 10 === r.containers);
      const grown =
        before &&
        bound(
          `${r.queryType} of ${r.containers}: CPU, of that of ${before.containers}`,
          r.cpu / before.cpu,
          MOST.growth
        );
      return grown ? [grown] : [];
    }),
  ];
}

export const memoryRatio = (r: FleetRow) => r.peakBytes / r.payloadBytes;

function bound(what: string, measured: number, most: number): Bound {
  return { what, measured, most, met: measured <= most };
}

export const sayBound = (b: Bound) =>
  `${b.met ? 'pass' : 'FAIL'}  ${b.what}: ${fixed(b.measured)}, at most ${fixed(b.most)}`;
