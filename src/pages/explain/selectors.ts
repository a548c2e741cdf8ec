import { type SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { type LabelMatcher } from '../../datasource/resolution';
import { momentOf, type QueryMoment } from './moments';
import { hasVariable, isOwnOfGrafana, isVariable, withoutVariables } from './variables';

/** What an expression asks for. */
export interface QueryReading {
  /** Each a list of matchers, the metric's name first; none where there is no selector in the expression. */
  selectors: LabelMatcher[][];
  /** When each of them looks. */
  moments: QueryMoment[];
  /** What stands in selectors and cannot be looked at, as it is written: its variables are not known. */
  unknown: string[];
}

/** Reads as PromQL what is left of an expression when all variables that are known are put in. */
export function readQuery(expression: string): QueryReading {
  const { text, written } = withoutVariables(expression);
  const reading: QueryReading = { selectors: [], moments: [], unknown: [] };
  const textOf = ({ from, to }: Pick<SyntaxNode, 'from' | 'to'>) => text.slice(from, to);
  parser.parse(text).iterate({
    enter: ({ name, node }) => {
      if (name !== 'VectorSelector') {
        return;
      }
      const all = partsOf(node, textOf);
      const known = all.filter(({ source }) => !hasVariable(source));
      const isNumber = known.length === 0 && all.length === 1 && isNumberThere(node, all[0].source, written);
      reading.unknown.push(
        ...(isNumber ? [] : all.filter(({ source }) => hasVariable(source)).map(({ source }) => written(source)))
      );
      // Of nothing known any container would be meant.
      if (known.length > 0 || all.length === 0) {
        reading.selectors.push(known.map(({ matcher }) => matcher));
        reading.moments.push(momentOf(node, (piece) => written(textOf(piece))));
      }
    },
  });
  return reading;
}

/** A variable alone, where PromQL takes a number: it selects nothing. */
function isNumberThere(node: SyntaxNode, source: string, written: (piece: string) => string): boolean {
  const { name, firstChild, lastChild } = node.parent ?? {};
  const isFirstOfSeveral =
    name === 'FunctionCallBody' && firstChild?.from === node.from && lastChild?.from !== node.from;
  return isVariable(source) && (isFirstOfSeveral || isOwnOfGrafana(written(source)));
}

interface Part {
  matcher: LabelMatcher;
  source: string;
}

/** The matchers of a selector, with what is written for each. */
function partsOf(selector: SyntaxNode, textOf: (node: SyntaxNode) => string): Part[] {
  const parts: Part[] = [];
  selector.cursor().iterate(({ name, node }) => {
    const source = textOf(node);
    const isName =
      (name === 'Identifier' && node.parent?.name === 'VectorSelector') ||
      (name === 'QuotedLabelName' && node.parent?.name === 'LabelMatchers');
    if (isName) {
      parts.push({ matcher: { name: '__name__', operator: '=', value: unquoted(source) }, source });
    }
    if (name === 'UnquotedLabelMatcher' || name === 'QuotedLabelMatcher') {
      const [label, operator, value] = childrenOf(node).map(textOf);
      // The parser reads what it can: a string that does not end is an error in its place.
      if (value && QUOTED.test(value)) {
        parts.push({ matcher: { name: unquoted(label), operator, value: unquoted(value) }, source });
      } else if (hasVariable(source)) {
        // A variable may stand for a whole matcher, or for several.
        parts.push({ matcher: { name: '', operator: '', value: '' }, source });
      }
    }
  });
  return parts;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

const QUOTED = /^(["'`])[^]*\1$/;

const ESCAPED = /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)/g;
const SPECIAL: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** What a string of PromQL stands for; a backtick escapes nothing. */
function unquoted(text: string): string {
  const quote = text[0];
  if (quote === '`') {
    return text.slice(1, -1);
  }
  if (quote !== '"' && quote !== "'") {
    return text;
  }
  return text.slice(1, -1).replace(ESCAPED, (_whole, escape: string) => {
    if (/^[xuU]/.test(escape) && escape.length > 1) {
      return String.fromCodePoint(parseInt(escape.slice(1), 16));
    }
    return /^[0-7]{3}$/.test(escape) ? String.fromCharCode(parseInt(escape, 8)) : (SPECIAL[escape] ?? escape);
  });
}
