import { type Binding } from './setup';

// Bindings while they are being written: lists keep the order and take a line that is not finished yet.

export interface Entry {
  key: string;
  value: string;
}

export interface BindingDraft {
  target: Entry[];
  container: Entry[];
}

const EMPTY: Entry = { key: '', value: '' };

export function newDraft(): BindingDraft {
  return { target: [EMPTY], container: [{ key: 'container', value: '' }] };
}

export function toDrafts(bindings: Binding[] = []): BindingDraft[] {
  return bindings.map(({ target, container }) => ({ target: entriesOf(target), container: entriesOf(container) }));
}

/** As the settings keep them; what has no name yet is left out. */
export function toBindings(drafts: BindingDraft[]): Binding[] {
  return drafts
    .map(({ target, container }) => ({ target: objectOf(target), container: objectOf(container) }))
    .filter(({ target, container }) => Object.keys(target).length > 0 || Object.values(container).some(Boolean));
}

function entriesOf(labels: object = {}): Entry[] {
  const entries = Object.entries(labels).map(([key, value]) => ({ key, value: String(value) }));
  return entries.length > 0 ? entries : [EMPTY];
}

function objectOf(entries: Entry[]): Record<string, string> {
  return Object.fromEntries(entries.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]));
}

/** What the JSON that the Setup page copies holds: one binding, or a list of them. Throws what is wrong with it. */
export function parseBindings(text: string): Binding[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Error('This is not JSON');
  }
  const list: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (list.length === 0 || !list.every(isBinding)) {
    throw new Error('A binding has the form {"target": {"job": "…"}, "container": {"container": "…"}}');
  }
  return list;
}

function isBinding(value: unknown): value is Binding {
  const { target, container } = (value ?? {}) as Record<string, unknown>;
  return [target, container].every(
    (labels) =>
      typeof labels === 'object' &&
      labels !== null &&
      Object.keys(labels).length > 0 &&
      Object.values(labels).every((text) => typeof text === 'string')
  );
}

// The server reads RE2: what the browser's expressions have beyond it, and what they lack of it.
const NOT_IN_RE2 = /\(\?(=|!|<=|<!)|\\[1-9]/;
const FLAGS = /\(\?[imsU-]+(:|\))/g;

/** What is wrong with a regular expression, or undefined. The server has the last word. */
export function problemOfRegex(regex: string): string | undefined {
  if (regex === '') {
    return 'What the label has to be: a regular expression';
  }
  if (NOT_IN_RE2.test(regex)) {
    return 'Neither lookarounds nor backreferences: this is RE2';
  }
  try {
    new RegExp(regex.replace(FLAGS, (_, end: string) => (end === ':' ? '(?:' : '')).replace(/\(\?P</g, '(?<'));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'No regular expression';
  }
}
