import { pause } from '../lib/say.ts';
import type { Server } from './ask.ts';
import type { Finding } from './compare.ts';

/** Which containers each of these rules is to fire for, and no other (demo/alerting). */
const EXPECTED: Record<string, string[]> = {
  'The Go heap leaks': ['leaky'],
  'Unreclaimable memory near the limit': ['leaky'],
  'Reported memory is not the Go heap': ['api'],
};

/** The container with nothing wrong, and all that may be said of it. */
const HEALTHY = { container: 'api', rules: ['Reported memory is not the Go heap'] };

// A rule has to hold for 10 s, and is looked at every 10 s.
const PATIENCE_MS = 60_000;
const PERIOD_MS = 2000;

export interface Rule {
  name: string;
  health: string;
  lastError?: string;
  alerts?: Array<{ state: string; labels: Record<string, string> }>;
}

/** What Grafana's rules did so far: for which containers each fired at any time, and what was wrong with it last. */
export class Fired {
  private containers = new Map<string, Set<string>>();
  private problems = new Map<string, string>();

  add(rules: Rule[]) {
    for (const { name, health, lastError, alerts = [] } of rules) {
      const containers = this.containers.get(name) ?? new Set();
      this.containers.set(name, containers);
      alerts
        .filter(({ state }) => /^(alerting|firing)/i.test(state))
        .forEach(({ labels }) => containers.add(labels.container ?? JSON.stringify(labels)));
      // "nodata" and "unknown" are of a rule that was not looked at yet.
      if (health === 'ok') {
        this.problems.delete(name);
      } else {
        this.problems.set(name, `health ${health} ${lastError ?? ''}`.trim());
      }
    }
  }

  findings(): Finding[] {
    return [...Object.entries(EXPECTED).map(([name, containers]) => this.expected(name, containers)), this.healthy()];
  }

  private expected(name: string, containers: string[]): Finding {
    const what = `the rule "${name}" fires for ${containers.join(', ')} and no other`;
    const fired = this.containers.get(name);
    if (!fired) {
      const detail = `rules: ${[...this.containers.keys()].join(', ') || 'none'}`;
      return { what, detail, problem: 'it is not there' };
    }
    const found = [...fired].sort().join(', ');
    const problem = this.problems.get(name) ?? (found === containers.join(', ') ? undefined : 'it does not');
    return { what, detail: `fired for ${found || 'none'}`, ...(problem !== undefined && { problem }) };
  }

  private healthy(): Finding {
    const { container, rules } = HEALTHY;
    const fired = [...this.containers].filter(([, containers]) => containers.has(container)).map(([name]) => name);
    const others = fired.filter((name) => !rules.includes(name));
    const ill = [...this.problems].map(([name, problem]) => `${name}: ${problem}`);
    return {
      what: `no rule fires for ${container} but ${rules.map((name) => `"${name}"`).join(', ')}`,
      detail: `${this.containers.size} rules were watched; for ${container} fired: ${fired.join(', ') || 'none'}`,
      ...(others.length + ill.length > 0 && { problem: [...others, ...ill].join('; ') }),
    };
  }
}

/** Looks at Grafana's rules every other second, because a leak that ends stops firing. */
export class AlertWatch {
  private fired = new Fired();
  private failed: unknown;

  private constructor(
    private server: Server,
    private signal: AbortSignal
  ) {}

  /** A watch on the first server that has rules, begun. */
  static of(servers: Array<Server & { alerts: boolean }>, signal: AbortSignal): AlertWatch | undefined {
    const server = servers.find(({ alerts }) => alerts);
    const watch = server && new AlertWatch(server, signal);
    void watch?.run();
    return watch;
  }

  /** Gives the rules some time more, then says what they did. */
  async finish(): Promise<Finding[]> {
    const end = Date.now() + PATIENCE_MS;
    while (this.fired.findings().some(({ problem }) => problem) && Date.now() < end && this.failed === undefined) {
      await pause(PERIOD_MS, this.signal);
    }
    if (this.failed !== undefined) {
      throw this.failed;
    }
    return this.fired.findings();
  }

  private async run() {
    try {
      for (; !this.signal.aborted; await pause(PERIOD_MS, this.signal)) {
        this.fired.add(await askRules(this.server, this.signal));
      }
    } catch (error) {
      this.failed = error;
    }
  }
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
