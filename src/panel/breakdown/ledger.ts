import { type DataFrame, type Field, FieldType, getFieldDisplayName, type Labels } from '@grafana/data';
import { IDENTITY_KEYS } from '../../generated/memory';

/** One class of the ledger, or one overlay drawn beside it. */
export interface LedgerSeries {
  id: string;
  name: string;
  /** What the class means, in the data source's words. */
  help: string;
  field: Field;
}

/** The ledger of one container over time. */
export interface ContainerLedger {
  key: string;
  title: string;
  frame: DataFrame;
  time: Field;
  /** In stacking order, the lowest first. */
  classes: LedgerSeries[];
  /** Parts of classes, or amounts outside usage: drawn over the stack, never in it. */
  overlays: LedgerSeries[];
}

const OVERLAY_GROUP = 'overlay';
const QUERY_TYPE = 'ledger';

export function isLedgerFrame(frame: DataFrame): boolean {
  return frame.meta?.custom?.memledger?.queryType === QUERY_TYPE;
}

/** The containers in the frames that are ours, in the order of the answer. */
export function containersOf(frames: DataFrame[]): ContainerLedger[] {
  const containers = frames.filter(isLedgerFrame).flatMap(containersOfFrame);
  const titles = titlesOf(containers.map(({ labels }) => labels));
  return containers.map(({ labels, ...container }, i) => ({ ...container, title: titles[i] }));
}

type Untitled = Omit<ContainerLedger, 'title'> & { labels: Labels };

function containersOfFrame(frame: DataFrame, frameIndex: number): Untitled[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (!time) {
    return [];
  }
  const ledgerFields = frame.fields.filter((field) => field.labels?.group && isKnownAtAll(field));
  const byContainer = new Map<string, Untitled>();
  for (const field of ledgerFields) {
    const identity = identityOf(field);
    // Two queries may show one container by two tools: those are two plots.
    const key = `${frameIndex} ${JSON.stringify(identity)}`;
    const container = byContainer.get(key) ?? { key, labels: identity, frame, time, classes: [], overlays: [] };
    byContainer.set(key, container);
    const series = seriesOf(field, frame, identity);
    (field.labels?.group === OVERLAY_GROUP ? container.overlays : container.classes).push(series);
  }
  return [...byContainer.values()];
}

/** A class that the whole time range knows nothing of, such as a coarser one that never had to stand in, is no row. */
function isKnownAtAll({ type, values }: Field): boolean {
  return type === FieldType.number && values.some((value) => typeof value === 'number');
}

function seriesOf(field: Field, frame: DataFrame, identity: Labels): LedgerSeries {
  // A name that the user gave stays as it is; the data source's has the container in front where there are several.
  const name = field.config.displayName ?? withoutIdentity(getFieldDisplayName(field, frame), Object.values(identity));
  // A ledger by group has no classes.
  const id = field.labels?.class ?? field.labels?.group ?? field.name;
  return { id, name, help: field.config.description ?? '', field };
}

function identityOf(field: Field): Labels {
  const { class: _class, group: _group, ...identity } = field.labels ?? {};
  return identity;
}

// No hyphen: a container `cart` is often in a pod `cart-0`.
const SEPARATOR = /^[\s/:]+/;

/** Takes identity values and what separates them off the front: `shop/api: Heap, idle` is `Heap, idle`. */
export function withoutIdentity(name: string, identityValues: string[]): string {
  let rest = name;
  const unused = new Set(identityValues.filter(Boolean));
  for (;;) {
    const found = [...unused].find((value) => rest.startsWith(value) && SEPARATOR.test(rest.slice(value.length)));
    if (!found) {
      return rest;
    }
    unused.delete(found);
    rest = rest.slice(found.length).replace(SEPARATOR, '');
  }
}

/** The container's name, with what else tells the containers apart. */
export function titlesOf(labels: Labels[]): string[] {
  const keys = [...new Set<string>([...IDENTITY_KEYS, ...labels.flatMap((l) => Object.keys(l))])];
  const differs = (key: string) => new Set(labels.map((l) => l[key])).size > 1;
  const shown = keys.filter((key) => key === 'container' || differs(key));
  return labels.map((l) => {
    const title = shown.map((key) => l[key]).filter(Boolean);
    return title.length > 0 ? title.join(' / ') : (Object.values(l)[0] ?? 'container');
  });
}

/** The same class or overlay of several containers under one id, for one legend over all of them. */
export function seriesById(lists: LedgerSeries[][]): Map<string, LedgerSeries[]> {
  const byId = new Map<string, LedgerSeries[]>();
  for (const series of lists.flat()) {
    byId.set(series.id, [...(byId.get(series.id) ?? []), series]);
  }
  return byId;
}
