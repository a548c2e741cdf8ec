/**
 * The forms of Grafana's variables: $name, ${name}, ${name.field:format}, [[name:format]]. A name does not begin with a
 * digit, or `$1` of label_replace would be one.
 */
const VARIABLE = /\$[A-Za-z_]\w*|\$\{\w+(?:\.[^:}]+)?(?::[^}]+)?\}|\[\[[A-Za-z_]\w*(?::\w+)?\]\]/g;

/** Inside strings and comments brackets mean nothing. */
const TOKEN = new RegExp(`"(?:\\\\.|[^"\\\\])*"?|'(?:\\\\.|[^'\\\\])*'?|\`[^\`]*\`?|#[^\\n]*|${VARIABLE.source}`, 'g');

/** In brackets a length of time is wanted, which says nothing of what is selected. */
const IN_BRACKETS = /\[[^[\]{}]*$/;
const ANY_DURATION = '1m';

/** A variable's place: a word that PromQL can read where it reads names, and inside a label's value. */
const placeOf = (index: number) => `__variable_${index}__`;
const PLACE = /__variable_(\d+)__/g;

/** PromQL in which every variable of Grafana's is such a word. */
export interface Readable {
  text: string;
  /** What was written, for a piece of the readable text. */
  written: (piece: string) => string;
}

/** Variables that are still there are unknown: only their dashboard knows their values. */
export function withoutVariables(expression: string): Readable {
  const variables: string[] = [];
  const hide = (variable: string) => placeOf(variables.push(variable) - 1);
  let text = '';
  let read = 0;
  for (const { 0: token, index } of expression.matchAll(TOKEN)) {
    text += expression.slice(read, index);
    read = index + token.length;
    if (/^["'`#]/.test(token)) {
      text += token.replace(VARIABLE, hide);
    } else {
      text += IN_BRACKETS.test(text) ? ANY_DURATION : hide(token);
    }
  }
  text += expression.slice(read);
  return { text, written: (piece) => piece.replace(PLACE, (_, index) => variables[Number(index)] ?? '') };
}

export const hasVariable = (piece: string) => piece.search(PLACE) >= 0;

/** Nothing but one variable. */
export const isVariable = (piece: string) => piece !== '' && piece.replace(PLACE, '') === '';

/** Those of Grafana's own, such as $__interval_ms, are times and lengths of time, and never a metric. */
export const isOwnOfGrafana = (written: string) => /^\$\{?__|^\[\[__/.test(written);
