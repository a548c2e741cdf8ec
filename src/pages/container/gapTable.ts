import { type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import { type Identity, identityKey, identityOf } from '../../components/identity';
import { numberOf, rowsOf, textOf } from '../../components/rows';

/** A class of the container at the moment, in bytes; null where it is not known. */
export interface ClassBytes {
  id: string;
  name: string;
  bytes: number | null;
  share: number | null;
  reclaim: string | null;
  basis: string | null;
}

/** One container of the gap table; nothing here is computed from bytes. */
export interface ContainerGap {
  identity: Identity;
  reported: number | null;
  heap: number | null;
  gap: number | null;
  /** The three numbers and what the gap is made of, in a sentence. */
  summary: string | null;
  /** Only what it is made of, where the backend tells that alone. */
  explanation: string | null;
  /** Unix ms. */
  at: number | null;
  classes: ClassBytes[];
}

export interface GapAnswer {
  containers: ContainerGap[];
  notices: QueryResultMetaNotice[];
}

/** The table has a row per container and class, and the container's own numbers in each of its rows. */
export function readGaps(frames: DataFrame[]): GapAnswer {
  const containers = new Map<string, ContainerGap>();
  for (const row of rowsOf(frames, 'divergence')) {
    const identity = identityOf(row);
    const key = identityKey(identity);
    const container = containers.get(key) ?? {
      identity,
      reported: numberOf(row.reported),
      heap: numberOf(row.heap),
      gap: numberOf(row.divergence),
      summary: textOf(row.summary),
      explanation: textOf(row.explanation),
      at: numberOf(row.at),
      classes: [],
    };
    containers.set(key, container);
    const id = textOf(row.class);
    if (id) {
      container.classes.push({
        id,
        name: textOf(row.name) ?? id,
        bytes: numberOf(row.bytes),
        share: numberOf(row.share),
        reclaim: textOf(row.reclaim),
        basis: textOf(row.basis),
      });
    }
  }
  return { containers: [...containers.values()], notices: frames.flatMap(({ meta }) => meta?.notices ?? []) };
}
