import { pause, say } from '../lib/say.ts';
import type { Placed } from '../places/place.ts';
import { type AlertWatch } from './alerts.ts';
import { ask, type Server } from './ask.ts';
import { type Answers, checkStory, compareWithKernel, type Finding } from './compare.ts';
import { readKernel } from './kernel.ts';

// A scrape is up to 2 s old, and a collection or a write between scrape and look is no disagreement: the numbers have
// this long to be looked at in a quiet moment.
const PATIENCE_MS = 30_000;

/** Asks the first server about both workloads, and what was seen of the alert rules, where there are any. */
export async function check(
  servers: Server[],
  placed: Placed[],
  ownCgroups: boolean,
  alerts: AlertWatch | undefined,
  signal: AbortSignal
): Promise<Finding[]> {
  const [server] = servers;
  if (!server) {
    throw new Error('check: no server to ask');
  }
  const findings: Finding[] = [];
  const answers = new Map<string, Answers>();
  for (const one of placed) {
    const { answer, found } = await settle(server, one, signal);
    answers.set(one.name, answer);
    findings.push(...found);
  }
  const [api, leaky] = [answers.get('api'), answers.get('leaky')];
  if (!ownCgroups || !api || !leaky) {
    const detail = 'the workloads share the present cgroup, so their bytes cannot be told apart';
    return [...findings, { what: "api's gap is page cache, leaky's is heap", detail, skipped: true }];
  }
  for (const [name, { divergence }] of answers) {
    say(`${name}: ${String(divergence[0]?.summary ?? 'no summary')}`);
  }
  return [...findings, ...checkStory(api, leaky), ...(await rulesFired(alerts))];
}

async function settle(server: Server, placed: Placed, signal: AbortSignal) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const before = await readKernel(placed.readMemory);
    const answer = await askBoth(server, placed, signal);
    const after = await readKernel(placed.readMemory);
    const found = compareWithKernel(placed.name, answer, before, after);
    if (found.every(({ problem }) => !problem) || Date.now() > end) {
      return { answer, found };
    }
    await pause(500, signal);
  }
}

async function askBoth(server: Server, { container }: Placed, signal: AbortSignal): Promise<Answers> {
  const filters = [{ key: 'container', operator: '=', value: container }];
  const [divergence, tools] = await Promise.all([
    ask(server, { queryType: 'divergence', format: 'table', tool: 'usage', heap: 'alloc', filters }, signal),
    ask(server, { queryType: 'tools', format: 'table', filters }, signal),
  ]);
  return { divergence, tools };
}

async function rulesFired(alerts: AlertWatch | undefined): Promise<Finding[]> {
  if (!alerts) {
    return [{ what: 'the alert rules fire', detail: 'rules are evaluated by Grafana, and none runs', skipped: true }];
  }
  say('Waiting for the alert rules …');
  return alerts.finish();
}

export function printFindings(findings: Finding[]) {
  for (const { what, detail, problem, skipped } of findings) {
    const mark = skipped ? 'skip' : problem ? 'FAIL' : 'ok  ';
    console.log(`  ${mark}  ${what} (${detail})${problem ? `: ${problem}` : ''}`);
  }
}
