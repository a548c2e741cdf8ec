import { pause } from '../lib/say.ts';
import type { Server } from './ask.ts';
import type { Finding } from './compare.ts';

/** Which containers each provisioned rule is to fire for, and no other (provisioning/alerting). */
const EXPECTED: Record<string, string[]> = {
  'Reported memory is not the Go heap': ['api'],
  'Unreclaimable memory near the limit': ['leaky'],
};

// A rule has to hold for 30 s, and is looked at every 10 s.
const PATIENCE_MS = 80_000;

interface Rule {
  name: string;
  health: string;
  lastError?: string;
  alerts?: Array<{ state: string; labels: Record<string, string> }>;
}

/** Waits until Grafana's rules fire as they should, and says what they do. */
export async function checkAlerts(server: Server, signal: AbortSignal): Promise<Finding[]> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = compareRules(await askRules(server, signal));
    if (found.every(({ problem }) => !problem) || Date.now() > end) {
      return found;
    }
    await pause(2000, signal);
  }
}

export function compareRules(rules: Rule[]): Finding[] {
  return Object.entries(EXPECTED).map(([name, containers]) => {
    const what = `the rule "${name}" fires for ${containers.join(', ')} and no other`;
    const rule = rules.find((one) => one.name === name);
    if (!rule) {
      return {
        what,
        detail: `rules: ${rules.map((one) => one.name).join(', ') || 'none'}`,
        problem: 'it is not there',
      };
    }
    const firing = (rule.alerts ?? [])
      .filter(({ state }) => /^(alerting|firing)/i.test(state))
      .map(({ labels }) => labels.container ?? JSON.stringify(labels))
      .sort();
    const detail = `fires for ${firing.join(', ') || 'none'}`;
    if (rule.health !== 'ok') {
      return { what, detail, problem: `health ${rule.health} ${rule.lastError ?? ''}` };
    }
    return firing.join() === containers.join() ? { what, detail } : { what, detail, problem: 'it does not' };
  });
}

async function askRules(server: Server, signal: AbortSignal): Promise<Rule[]> {
  const url = `${server.url}/api/prometheus/grafana/api/v1/rules`;
  const response = await fetch(url, { headers: server.headers, signal });
  if (!response.ok) {
    throw new Error(`${url}: HTTP ${response.status}`);
  }
  const { data } = (await response.json()) as { data: { groups: Array<{ rules: Rule[] }> } };
  return data.groups.flatMap(({ rules }) => rules);
}
