import { escapeRegex, type AdHocVariableFilter, type ScopedVars } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { type FilterOperator, type MemledgerQuery, type QueryFilter } from './types';

export const ALL_VALUE = '$__all';

type Replace = Pick<TemplateSrv, 'replace'>;

/** A value that is one reference and nothing else: `$pod`, `${pod}`, `[[pod]]`, without a format of its own. */
const ONE_REFERENCE = /^\s*(?:\$(\w+)|\$\{(\w+)\}|\[\[(\w+)\]\])\s*$/;

export function interpolateQuery(
  query: MemledgerQuery,
  templateSrv: Replace,
  scopedVars: ScopedVars,
  adHocFilters: AdHocVariableFilter[] = []
): MemledgerQuery {
  const variables = new Variables(templateSrv, scopedVars);
  const filters = [...(query.filters ?? []), ...adHocFilters.map(fromAdHoc)];
  return {
    ...query,
    filters: filters.flatMap((filter) => interpolateFilter(filter, variables)),
    ...(query.tool && { tool: variables.one(query.tool) }),
    ...(query.heap && { heap: variables.one(query.heap) }),
    ...(query.classes && { classes: variables.list(query.classes) }),
    ...(query.at && { at: variables.one(query.at) }),
  };
}

/** Keys and operators that we do not know are passed on: the backend names them, dropping them would hide data. */
export function fromAdHoc({ key, operator, value, values }: AdHocVariableFilter): QueryFilter {
  const filter = { key: key as QueryFilter['key'], operator: operator as FilterOperator };
  return operator === '=|' || operator === '!=|' ? { ...filter, values: values ?? [value] } : { ...filter, value };
}

/** The filter with its variables filled in; none where it would filter nothing. */
function interpolateFilter(filter: QueryFilter, variables: Variables): QueryFilter[] {
  const { key, operator } = filter;
  if (operator === '=~' || operator === '!~') {
    const value = filter.value === undefined ? undefined : variables.regex(filter.value);
    return value === undefined ? [] : [{ key, operator, value }];
  }
  const isList = operator === '=|' || operator === '!=|';
  const written = isList ? (filter.values ?? []) : filter.value === undefined ? [] : [filter.value];
  const values = variables.list(written);
  if (!key || !values?.length) {
    return [];
  }
  if (isList) {
    return [{ key, operator, values }];
  }
  if (values.length === 1) {
    return [{ key, operator, value: values[0] }];
  }
  // One variable, several values: "is any of them", or "is none of them".
  return [{ key, operator: operator === '!=' ? '!=|' : '=|', values }];
}

class Variables {
  constructor(
    private readonly templateSrv: Replace,
    private readonly scopedVars: ScopedVars
  ) {}

  /** For a field that takes one id. All means no choice, so the field's default. */
  one(text: string): string | undefined {
    return this.list([text])?.[0];
  }

  /** All values that the texts stand for, but for empty ones, which choose nothing; undefined where one is All. */
  list(texts: string[]): string[] | undefined {
    if (texts.some((text) => this.isAll(text))) {
      return undefined;
    }
    const values = texts.flatMap((text) => this.expand(text)).filter((value) => value !== '');
    return [...new Set(values)];
  }

  /** A regular expression in which values match themselves; undefined where it would match all. */
  regex(text: string): string | undefined {
    if (this.isAll(text)) {
      return undefined;
    }
    const value = this.templateSrv.replace(text, this.scopedVars, (found: unknown) => {
      const escaped = asStrings(found).map(escapeRegex);
      return escaped.length === 1 ? escaped[0] : `(${escaped.join('|')})`;
    });
    return value === '' || value === '()' ? undefined : value;
  }

  /**
   * Grafana hands a formatter the options of a variable that is set to All, or its custom all value, and nothing that
   * tells the two apart from a choice. What the variable would put into the address bar does.
   */
  private isAll(text: string): boolean {
    if (text === ALL_VALUE) {
      return true;
    }
    const name = ONE_REFERENCE.exec(text)?.slice(1).find(Boolean);
    if (!name) {
      return false;
    }
    const asParameters = new URLSearchParams(this.templateSrv.replace(`\${${name}:queryparam}`, this.scopedVars));
    return [...asParameters.values()].includes(ALL_VALUE);
  }

  /** Every text that comes of taking one value of each variable: `$env-api` with env a and b is a-api and b-api. */
  private expand(text: string): string[] {
    const choices: string[][] = [];
    const plain = this.templateSrv.replace(text, this.scopedVars, (found: unknown) => {
      const values = asStrings(found);
      choices.push(values);
      return values[0] ?? '';
    });
    if (choices.every(({ length }) => length <= 1)) {
      return [plain];
    }
    return combinations(choices).map((combination) => {
      let next = 0;
      return this.templateSrv.replace(text, this.scopedVars, () => combination[next++] ?? '');
    });
  }
}

function combinations(choices: string[][]): string[][] {
  return choices.reduce<string[][]>(
    (made, values) => made.flatMap((start) => (values.length ? values : ['']).map((value) => [...start, value])),
    [[]]
  );
}

function asStrings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}
