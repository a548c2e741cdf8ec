import { type DataFrame, type Field, FieldType, type Labels } from '@grafana/data';
import { IDENTITY_KEYS } from '../../generated/memory';
import { titlesOf } from '../breakdown/ledger';
import { isAnswerOf } from '../view';

/** Bytes on the axis: from where to where. */
export interface Span {
  from: number;
  to: number;
}

/** A class of the container, as one formula takes it. */
export interface Part {
  id: string;
  name: string;
  group: string;
  color: string;
  help: string;
  source: string;
  bytes: number;
  counted: number;
  leftOut: number;
  /** Where the counted bytes lie, and where those that are left out; a step back goes from right to left. */
  countedAt: Span;
  leftOutAt: Span;
  /** The row in the frame, for its data links. */
  row: number;
}

export interface Tool {
  id: string;
  label: string;
  help: string;
  source: string;
  ref: string;
  /** Is it one of the container's runtime: yes, any = it reads every container, no, unknown. */
  match: string;
  /** What it prints, in its own units; '' where that is not known. */
  formatted: string;
}

/** Tools that share a sum, and what it counts. */
export interface Formula {
  id: string;
  tools: Tool[];
  /** In one order for all formulas. Empty where only the number is known, or not even that. */
  parts: Part[];
  /** What the tools print; undefined where counters are missing. */
  printed?: Span;
  missing: string;
}

export interface ContainerTools {
  key: string;
  title: string;
  frame: DataFrame;
  /** The first row of the container in the frame. */
  row: number;
  runtime: string;
  cgroupVersion: number | null;
  heap: number | null;
  limit: number | null;
  formulas: Formula[];
}

const REMAINDER = 'remainder';

/** The table, not the series over time that the same query can be asked for. */
export function isToolsFrame(frame: DataFrame): boolean {
  return isAnswerOf('tools', frame) && !frame.fields.some(({ type }) => type === FieldType.time);
}

export function fieldOf(frame: DataFrame, name: string): Field | undefined {
  return frame.fields.find((field) => field.name === name);
}

/** The containers in the frames that are ours, in the order of the answer. */
export function containersOf(frames: DataFrame[]): ContainerTools[] {
  const containers = frames.filter(isToolsFrame).flatMap(containersOfFrame);
  const titles = titlesOf(containers.map(({ labels }) => labels));
  return containers.map(({ labels, ...container }, i) => ({ ...container, title: titles[i] }));
}

type Untitled = Omit<ContainerTools, 'title'> & { labels: Labels };

function containersOfFrame(frame: DataFrame, frameIndex: number): Untitled[] {
  const table = new Table(frame);
  const blocks = blocksOf(table);
  return blocks.map((rows, i) => ({
    key: `${frameIndex} ${i}`,
    labels: table.identity(rows[0]),
    frame,
    row: rows[0],
    runtime: table.word('runtime', rows[0]),
    cgroupVersion: table.number('cgroup_version', rows[0]),
    heap: table.number('heap', rows[0]),
    limit: table.number('limit', rows[0]),
    formulas: formulasOf(table, rows),
  }));
}

/** The rows of each container. Two cgroups of one identity follow each other: the second begins its formulas anew. */
function blocksOf(table: Table): number[][] {
  const blocks: number[][] = [];
  let identity = '';
  let seen = new Set<string>();
  let last = '';
  for (let row = 0; row < table.frame.length; row++) {
    const formula = table.word('formula', row);
    const whose = JSON.stringify(table.identity(row));
    if (blocks.length === 0 || whose !== identity || (formula !== last && seen.has(formula))) {
      blocks.push([]);
      seen = new Set();
    }
    blocks[blocks.length - 1].push(row);
    seen.add(formula);
    [identity, last] = [whose, formula];
  }
  return blocks;
}

function formulasOf(table: Table, rows: number[]): Formula[] {
  const bySum = new Map<string, Formula>();
  const leaders = new Map<string, string>();
  for (const row of rows) {
    const id = table.word('formula', row);
    const sum = table.word('same_as', row) || id;
    const formula = bySum.get(sum) ?? { id: sum, tools: [], parts: [], missing: table.word('missing', row) };
    bySum.set(sum, formula);
    if (formula.tools.at(-1)?.id !== id) {
      formula.tools.push(toolAt(table, row));
    }
    // All tools of a sum count the same: the first one's rows are enough.
    const leader = leaders.get(sum) ?? id;
    leaders.set(sum, leader);
    if (leader === id) {
      take(formula, table, row);
    }
  }
  return [...bySum.values()].map(withoutUnsplit);
}

function take(formula: Formula, table: Table, row: number) {
  const value = table.number('value', row);
  if (value !== null) {
    formula.printed = { from: 0, to: value };
  }
  if (table.word('class', row)) {
    formula.parts.push(partAt(table, row));
  }
}

/** A number that an exporter passed on counts no class that anybody knows: it is one bar. */
function withoutUnsplit(formula: Formula): Formula {
  const isSplit = formula.parts.some(({ group, counted }) => group !== REMAINDER && counted !== 0);
  return isSplit ? formula : { ...formula, parts: [] };
}

function toolAt(table: Table, row: number): Tool {
  return {
    id: table.word('formula', row),
    label: table.word('tool', row),
    help: table.word('tool_help', row),
    source: table.word('source', row),
    ref: table.word('ref', row),
    match: table.word('runtime_match', row) || 'unknown',
    formatted: table.word('formatted', row),
  };
}

function partAt(table: Table, row: number): Part {
  const bytes = (column: string) => table.number(column, row) ?? 0;
  return {
    id: table.word('class', row),
    name: table.word('name', row),
    group: table.word('group', row),
    color: table.word('color', row),
    help: table.word('help', row),
    source: table.word('class_source', row),
    bytes: bytes('bytes'),
    counted: bytes('counted'),
    leftOut: bytes('left_out'),
    countedAt: { from: bytes('from'), to: bytes('to') },
    leftOutAt: { from: bytes('left_from'), to: bytes('left_to') },
    row,
  };
}

/** Cells by column name; a column that an older data source does not send is empty. */
class Table {
  private columns: Map<string, Field>;

  constructor(public frame: DataFrame) {
    this.columns = new Map(frame.fields.map((field) => [field.name, field]));
  }

  word(column: string, row: number): string {
    const value: unknown = this.columns.get(column)?.values[row];
    return typeof value === 'string' ? value : '';
  }

  number(column: string, row: number): number | null {
    const value: unknown = this.columns.get(column)?.values[row];
    return typeof value === 'number' ? value : null;
  }

  identity(row: number): Labels {
    return Object.fromEntries(
      IDENTITY_KEYS.map((key) => [key, this.word(key, row)]).filter(([, value]) => value !== '')
    );
  }
}
