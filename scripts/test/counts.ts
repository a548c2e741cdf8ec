/** What a step of `npm test` found. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Each skipped test by name, with the reason. */
  skips: string[];
  /** What failed, as a person wants to read it. */
  failures: string[];
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0, skips: [], failures: [] };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    skips: [...a.skips, ...b.skips],
    failures: [...a.failures, ...b.failures],
  };
}

/** A step that is one check, not many tests. */
export function one(ok: boolean, output: string): Counts {
  return ok ? { ...NONE, passed: 1 } : { ...NONE, failed: 1, failures: [output] };
}

export function skipped(name: string, reason: string): Counts {
  return { ...NONE, skipped: 1, skips: [`${name}: ${reason}`] };
}

export const countLine = ({ passed, failed, skipped: left }: Counts) =>
  `${passed} passed, ${failed} failed, ${left} skipped`;

/** `go test -json`: one event a line; what does not compile is told in plain lines between. */
export function fromGo(output: string): Counts {
  const counts: Counts = { ...NONE, skips: [], failures: [] };
  const said = new Map<string, string[]>();
  for (const line of output.split('\n')) {
    const event = parse<GoEvent>(line);
    const key = `${event?.Package ?? event?.ImportPath ?? ''} ${event?.Test ?? ''}`.trim();
    const lines = said.get(key) ?? [];
    said.set(key, lines);
    if (event?.Output !== undefined) {
      lines.push(event.Output);
    }
    if (event?.Test) {
      countGo(counts, event.Action, key, lines);
    } else if (event?.Action === 'fail' || event?.Action === 'build-fail') {
      // A package fails with its tests; one without failed tests did not build, or ended early.
      if (!counts.failures.some((failure) => failure.startsWith(`${key} `))) {
        countGo(counts, 'fail', key, lines);
      }
    }
  }
  return counts;
}

interface GoEvent {
  Action: string;
  Package?: string;
  ImportPath?: string;
  Test?: string;
  Output?: string;
}

function countGo(counts: Counts, action: string, key: string, lines: string[]) {
  const text = lines.filter((line) => !/^\s*(=== |--- )/.test(line)).join('');
  if (action === 'pass') {
    counts.passed++;
  } else if (action === 'skip') {
    counts.skipped++;
    counts.skips.push(`${key}: ${text.trim().replace(/\s+/g, ' ')}`);
  } else if (action === 'fail') {
    counts.failed++;
    counts.failures.push(`${key} failed\n${text}`);
  }
}

/** `jest --json`. */
export function fromJest(json: string): Counts {
  const { testResults = [] } = parse<JestReport>(json) ?? {};
  const counts: Counts = { ...NONE, skips: [], failures: [] };
  for (const { name, status, message, assertionResults } of testResults) {
    for (const { fullName, status: state } of assertionResults) {
      counts.passed += Number(state === 'passed');
      counts.failed += Number(state === 'failed');
      if (state === 'pending' || state === 'todo' || state === 'skipped') {
        counts.skipped++;
        counts.skips.push(`${fullName}: marked ${state} in ${name}`);
      }
    }
    if (status === 'failed') {
      // A file that did not load has no tests to fail.
      counts.failed += Number(!assertionResults.some((result) => result.status === 'failed'));
      counts.failures.push(`${name}\n${message}`);
    }
  }
  return counts;
}

interface JestReport {
  testResults: Array<{
    name: string;
    status: string;
    message: string;
    assertionResults: Array<{ fullName: string; status: string }>;
  }>;
}

/** Node's test runner, in TAP: tests of ours are not nested. */
export function fromTap(output: string): Counts {
  const counts: Counts = { ...NONE, skips: [], failures: [] };
  for (const [, not, name = '', directive, reason] of output.matchAll(
    /^(not )?ok \d+ - (.*?)(?: # (SKIP|TODO)(.*))?$/gm
  )) {
    if (directive) {
      counts.skipped++;
      counts.skips.push(`${name}: ${reason?.trim() || directive.toLowerCase()}`);
    } else if (not) {
      counts.failed++;
      counts.failures.push(`${name}\n${tapDetails(output, name)}`);
    } else {
      counts.passed++;
    }
  }
  return counts;
}

function tapDetails(output: string, name: string): string {
  const [, after = ''] = output.split(`- ${name}\n`);
  return after.slice(0, after.indexOf('\n  ...'));
}

/** What the demo's check prints: a line each, marked ok, FAIL or skip. */
export function fromDemo(output: string): Counts {
  const counts: Counts = { ...NONE, skips: [], failures: [] };
  for (const [, mark, text = ''] of output.matchAll(/^ {2}(ok {2}|FAIL|skip) {2}(.*)$/gm)) {
    if (mark === 'FAIL') {
      counts.failed++;
      counts.failures.push(text);
    } else if (mark === 'skip') {
      counts.skipped++;
      counts.skips.push(text);
    } else {
      counts.passed++;
    }
  }
  return counts;
}

/** Playwright's json reporter. */
export function fromPlaywright(json: string): Counts {
  const report = parse<{ suites?: Suite[]; errors?: Array<{ message?: string }> }>(json);
  const counts: Counts = { ...NONE, skips: [], failures: [] };
  for (const { title, spec } of (report?.suites ?? []).flatMap((suite) => specsOf(suite, ''))) {
    for (const { status, annotations, results } of spec.tests) {
      if (status === 'skipped') {
        counts.skipped++;
        counts.skips.push(`${title}: ${annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason'}`);
      } else if (status === 'unexpected') {
        counts.failed++;
        counts.failures.push(`${title}\n${results.at(-1)?.error?.message ?? ''}`);
      } else {
        counts.passed++;
      }
    }
  }
  const errors = (report?.errors ?? []).map(({ message }) => message ?? 'unknown error');
  return add(counts, { ...NONE, failed: errors.length, failures: errors });
}

interface Suite {
  title: string;
  suites?: Suite[];
  specs?: Spec[];
}

interface Spec {
  title: string;
  tests: Array<{
    status: string;
    annotations: Array<{ type: string; description?: string }>;
    results: Array<{ error?: { message?: string } }>;
  }>;
}

function specsOf(suite: Suite, before: string): Array<{ title: string; spec: Spec }> {
  const path = before ? `${before} › ${suite.title}` : suite.title;
  return [
    ...(suite.specs ?? []).map((spec) => ({ title: `${path} › ${spec.title}`, spec })),
    ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, path)),
  ];
}

function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
