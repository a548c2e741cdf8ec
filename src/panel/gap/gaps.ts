import { type DataFrame, type Field, type Labels, type LinkModel } from '@grafana/data';
import { IDENTITY_KEYS } from '../../generated/memory';
import { formatAmount } from '../breakdown/format';
import { titlesOf } from '../breakdown/ledger';

/** A number of the answer, or null where it is not known, with the field that knows its unit. */
export interface Amount {
  value: number | null;
  field?: Field;
}

/** What a class, or a group of them, gives to the gap. Levels and bytes are the data source's. */
export interface GapStep {
  id: string;
  name: string;
  color: string;
  bytes: Amount;
  counted: Amount;
  step: Amount;
  /** Levels before and after it, from the heap on. */
  from: number | null;
  to: number | null;
  /** Of the gap. */
  share: Amount;
  isReclaimable: boolean;
  /** Why it gives less than it holds; empty where it gives all. */
  note: string;
}

export interface GapClass extends GapStep {
  help: string;
  basis: string;
  source: string;
}

export interface GapGroup extends GapStep {
  classes: GapClass[];
}

/** The gap of one container at one moment. */
export interface ContainerGap {
  key: string;
  title: string;
  links: () => LinkModel[];
  tool: string;
  heapName: string;
  reported: Amount;
  heap: Amount;
  gap: Amount;
  /** What the gap is made of, or what is missing to tell. */
  explanation: string;
  /** All of it in one sentence. */
  summary: string;
  /** Unix ms; null where the data source has nothing of it. */
  at: number | null;
  /** In the order of the walk; empty where usage is not known. */
  groups: GapGroup[];
}

const QUERY_TYPE = 'divergence';
const FRAME_TYPE = 'table';

/** The table of the gap; its time series are of the same query type. */
export function isGapFrame({ meta }: DataFrame): boolean {
  return meta?.custom?.memledger?.queryType === QUERY_TYPE && String(meta.type) === FRAME_TYPE; // Grafana's enumeration does not have it
}

/** One row of a frame, column by column. */
interface Row {
  word: (name: string) => string;
  amount: (name: string) => Amount;
  identity: Labels;
  links: () => LinkModel[];
}

/** The containers of the frames that are ours, in the order of the answer. */
export function gapsOf(frames: DataFrame[]): ContainerGap[] {
  const containers = new Map<string, Row[]>();
  frames.filter(isGapFrame).forEach((frame, frameIndex) => {
    for (const row of rowsOf(frame)) {
      // Two queries may compare one container with two tools.
      const key = `${frameIndex} ${JSON.stringify(row.identity)}`;
      containers.set(key, [...(containers.get(key) ?? []), row]);
    }
  });
  const titles = titlesOf([...containers.values()].map(([row]) => row.identity));
  return [...containers].map(([key, rows], i) => gapOf(key, titles[i], rows));
}

function rowsOf(frame: DataFrame): Row[] {
  const fields = new Map(frame.fields.map((field) => [field.name, field]));
  return Array.from({ length: frame.length }, (_, i) => {
    const word = (name: string) => {
      const value: unknown = fields.get(name)?.values[i];
      return typeof value === 'string' ? value : '';
    };
    return {
      word,
      amount: (name) => {
        const field = fields.get(name);
        const value: unknown = field?.values[i];
        return { field, value: typeof value === 'number' ? value : null };
      },
      identity: Object.fromEntries(IDENTITY_KEYS.map((key) => [key, word(key)]).filter(([, value]) => value !== '')),
      links: () => fields.get('container')?.getLinks?.({ valueRowIndex: i }) ?? [],
    };
  });
}

function gapOf(key: string, title: string, rows: Row[]): ContainerGap {
  const [{ word, amount, links }] = rows;
  return {
    key,
    title,
    links,
    tool: word('tool'),
    heapName: word('heap_name'),
    reported: amount('reported'),
    heap: amount('heap'),
    gap: amount('divergence'),
    explanation: word('explanation'),
    summary: word('summary'),
    at: amount('at').value,
    groups: groupsOf(rows),
  };
}

function groupsOf(rows: Row[]): GapGroup[] {
  const groups = new Map<string, GapGroup>();
  for (const row of rows) {
    const id = row.word('group');
    if (id === '') {
      continue; // a container without classes
    }
    const group = groups.get(id) ?? {
      ...stepOf(row, 'group_'),
      id,
      name: row.word('group_name'),
      color: row.word('group_color'),
      classes: [],
    };
    groups.set(id, group);
    group.classes.push({
      ...stepOf(row, ''),
      id: row.word('class'),
      name: row.word('name'),
      color: row.word('color'),
      help: row.word('help'),
      basis: row.word('basis'),
      source: row.word('source'),
    });
  }
  return [...groups.values()];
}

function stepOf({ word, amount }: Row, prefix: '' | 'group_') {
  return {
    bytes: amount(`${prefix}bytes`),
    counted: amount(`${prefix}counted`),
    step: amount(`${prefix}step`),
    from: amount(`${prefix}from`).value,
    to: amount(`${prefix}to`).value,
    share: amount(`${prefix}share`),
    isReclaimable: word(`${prefix}reclaim`) === 'yes',
    note: word(`${prefix}note`),
  };
}

/** What neither adds nor takes away is no news, unless there is a word to say on it. */
export function isWorthARow({ bytes, step, note }: GapStep): boolean {
  return Boolean(step.value ?? bytes.value) || note !== '';
}

export function format({ value, field }: Amount): string {
  return field ? formatAmount(field, value) : 'unknown';
}

/** With its sign, as a step up or down reads. */
export function formatStep({ value, field }: Amount): string {
  if (!value) {
    return format({ value, field });
  }
  return `${value < 0 ? '−' : '+'}${format({ value: Math.abs(value), field })}`;
}
