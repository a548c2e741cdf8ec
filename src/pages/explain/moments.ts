import { type SyntaxNode } from '@lezer/common';

/** When a selector looks, as PromQL's modifiers `offset` and `@` say. */
export interface QueryMoment {
  /** From where: the moment at which the query is asked, an end of its time range, or a moment in Unix ms. */
  base: 'asked' | 'start' | 'end' | number;
  /** How much before that, in ms. */
  back: number;
  /** The modifiers, as they are written; none where it looks at the moment at which it is asked. */
  modifiers: string[];
  /** A modifier cannot be read: it is none of PromQL, or holds a variable. */
  isUnknown: boolean;
}

const ASKED: QueryMoment = { base: 'asked', back: 0, modifiers: [], isUnknown: false };
const MODIFIED = ['OffsetExpr', 'StepInvariantExpr'];
const OPERATORS = ['BinaryExpr', 'UnaryExpr'];
/** What stands behind that which it is of. */
const POSTFIX = [...MODIFIED, 'MatrixSelector', 'SubqueryExpr'];
/** Around what a modifier stands at: they shift nothing, and end nothing. */
const TRANSPARENT = ['MatrixSelector', ...OPERATORS];

/**
 * Those of a subquery shift all that is in it; those of the selector itself come on top, and an `@` forgets what was
 * outside. Beside each other their order does not matter: an offset is always from the `@`.
 */
export function momentOf(selector: SyntaxNode, textOf: (node: SyntaxNode) => string): QueryMoment {
  const levels: SyntaxNode[][] = [[]];
  for (let node = selector.parent; node; node = node.parent) {
    if (MODIFIED.includes(node.name)) {
      levels[levels.length - 1].push(...(isOf(selector, node) ? [node] : []));
    } else if (!TRANSPARENT.includes(node.name)) {
      levels.push([]);
    }
  }
  return levels.reverse().reduce((outer, level) => inside(outer, level, textOf), ASKED);
}

/** The parser takes `a - b offset 1h` for a difference with an offset; Prometheus for that of b, the last operand. */
function isOf(selector: SyntaxNode, modified: SyntaxNode): boolean {
  let operand = modified;
  for (let next: SyntaxNode | null = modified; next;) {
    operand = next;
    const takesLast = OPERATORS.includes(next.name);
    next = takesLast ? next.lastChild : POSTFIX.includes(next.name) ? next.firstChild : null;
  }
  return operand.from <= selector.from && selector.to <= operand.to;
}

function inside(outer: QueryMoment, level: SyntaxNode[], textOf: (node: SyntaxNode) => string): QueryMoment {
  const at = level.find(({ name }) => name === 'StepInvariantExpr');
  const offsets = level.filter(({ name }) => name === 'OffsetExpr');
  const start = at ? { ...ASKED, ...baseOf(at, textOf) } : outer;
  return offsets.reduce((moment, node) => {
    const back = backOf(node, textOf);
    return {
      ...moment,
      back: moment.back + (back ?? 0),
      modifiers: [...moment.modifiers, modifierOf(node, 'Offset', textOf)],
      isUnknown: moment.isUnknown || back === undefined,
    };
  }, start);
}

function baseOf(node: SyntaxNode, textOf: (node: SyntaxNode) => string): Partial<QueryMoment> {
  const modifiers = [modifierOf(node, 'At', textOf)];
  const [preprocessor, literal] = ['AtModifierPreprocessors', 'NumberDurationLiteral'].map((kind) =>
    node.getChild(kind)
  );
  if (preprocessor) {
    return { base: preprocessor.getChild('AtStart') ? 'start' : 'end', modifiers };
  }
  const time = literal ? lengthOf(textOf(literal)) : undefined;
  return time === undefined ? { isUnknown: true, modifiers } : { base: time, modifiers };
}

function backOf(node: SyntaxNode, textOf: (node: SyntaxNode) => string): number | undefined {
  const duration = node.getChild('OffsetDurationExpr');
  return duration ? lengthOf(textOf(duration)) : undefined;
}

/** From the keyword to the end: "offset 1h". */
function modifierOf(node: SyntaxNode, keyword: string, textOf: (node: SyntaxNode) => string): string {
  const from = node.getChild(keyword)?.from ?? node.from;
  return textOf(node)
    .slice(from - node.from)
    .trim();
}

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
};

const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;

/** A length of time in ms: "1h30m", "-5m", or seconds; arithmetic is none that is read. */
function lengthOf(text: string): number | undefined {
  const [, sign, rest] = /^([-+]?)\s*(.+)$/s.exec(text) ?? [];
  if (rest === undefined) {
    return undefined;
  }
  const length = DURATION.test(rest)
    ? [...rest.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0)
    : Math.round(Number(rest.replace(/(?<=\d)_(?=\d)/g, '')) * 1000);
  return Number.isFinite(length) ? (sign === '-' ? -length : length) : undefined;
}
