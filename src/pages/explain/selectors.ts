import { parser } from '@prometheus-io/lezer-promql';
import { type LabelMatcher } from '../../datasource/resolution';

/** The selectors in a PromQL expression, each a list of its matchers, the metric's name first; none where there is no selector in it. */
export function selectorsOf(expression: string): LabelMatcher[][] {
  const selectors: LabelMatcher[][] = [];
  parser.parse(expression).iterate({
    enter: ({ name, node }) => {
      if (name === 'VectorSelector') {
        selectors.push([]);
      }
      const text = expression.slice(node.from, node.to);
      // What is no PromQL, such as a variable, is an identifier in another place.
      if (
        (name === 'Identifier' && node.parent?.name === 'VectorSelector') ||
        (name === 'QuotedLabelName' && node.parent?.name === 'LabelMatchers')
      ) {
        selectors.at(-1)?.push({ name: '__name__', operator: '=', value: unquoted(text) });
      }
      if (name === 'UnquotedLabelMatcher' || name === 'QuotedLabelMatcher') {
        const [label, operator, value] = textsOf(node, expression);
        // The parser reads what it can: a string that does not end is an error in its place.
        if (value && QUOTED.test(value)) {
          selectors.at(-1)?.push({ name: unquoted(label), operator, value: unquoted(value) });
        }
      }
    },
  });
  return selectors;
}

function textsOf(node: { firstChild: Part | null }, expression: string): string[] {
  const texts: string[] = [];
  for (let part = node.firstChild; part; part = part.nextSibling) {
    texts.push(expression.slice(part.from, part.to));
  }
  return texts;
}

const QUOTED = /^(["'`])[^]*\1$/;

interface Part {
  from: number;
  to: number;
  nextSibling: Part | null;
}

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
