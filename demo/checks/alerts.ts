import { type AlertId, ALERTS } from '../../src/generated/alerts.ts';
import { pause } from '../lib/say.ts';
import type { Server } from './ask.ts';
import type { Finding } from './compare.ts';

/** For which container each of these rules is to fire (demo/alerting). */
const EXPECTED: Partial<Record<AlertId, string>> = {
  heap_leak: 'leaky',
  unreclaimable: 'leaky',
  reported_not_heap: 'api',
};

/** The container with nothing wrong: what may be said of it wakes nobody. */
const HEALTHY = { container: 'api', severity: 'info' };

// A rule has to hold for 10 s, and is looked at every 10 s.
const PATIENCE_MS = 60_000;
const PERIOD_MS = 2000;

export interface Rule {
  name: string;
  health: string;
  lastError?: string;
  alerts?: Array<{ state: string; labels: Record<string, string> }>;
}

interface Firing {
  rule: string;
  container: string;
  severity: string;
  /** Seconds into the watch at which it was first seen. */
  after: number;
}

/** What Grafana's rules did so far: for which containers each fired at any time, and how each was last. */
export class Fired {
  private firings: Firing[] = [];
  private health = new Map<string, string>();

  /** One look at all rules, so many seconds into the watch. */
  add(rules: Rule[], after: number) {
    // A rule that is no longer there is not well because it once was.
    this.health = new Map(
      rules.map(({ name, health, lastError }) => [name, lastError ? `${health}: ${lastError}` : health])
    );
    for (const { name, alerts = [] } of rules) {
      alerts
        .filter(({ state }) => /^(alerting|firing)/i.test(state))
        .forEach(({ labels }) => this.fired(name, labels, after));
    }
  }

  findings(): Finding[] {
    return [
      this.loaded(),
      ...ALERTS.flatMap(({ id, form }) => {
        const container = EXPECTED[id];
        return container === undefined ? [] : [this.expected(form.name, container)];
      }),
      this.healthy(),
    ];
  }

  private fired(rule: string, labels: Record<string, string>, after: number) {
    const container = labels.container ?? JSON.stringify(labels);
    if (!this.firings.some((f) => f.rule === rule && f.container === container)) {
      this.firings.push({ rule, container, severity: labels.severity ?? 'none', after });
    }
  }

  /** With both containers running none of the rules is without data, so that each has to be "ok". */
  private loaded(): Finding {
    const ill = ALERTS.map(({ form }) => form.name)
      .filter((name) => this.health.get(name) !== 'ok')
      .map((name) => `${name}: ${this.health.get(name) ?? 'it is not there'}`);
    return {
      what: `all ${ALERTS.length} rules are loaded and evaluated`,
      detail: `${ALERTS.length - ill.length} are`,
      ...(ill.length > 0 && { problem: ill.join('; ') }),
    };
  }

  private expected(rule: string, container: string): Finding {
    const fired = this.firings.filter((f) => f.rule === rule);
    const detail = fired.map((f) => `${f.container} after ${f.after.toFixed(0)} s`).join(', ') || 'none';
    return {
      what: `the rule "${rule}" fires for ${container}`,
      detail: `fired for ${detail}`,
      ...(!fired.some((f) => f.container === container) && { problem: 'it does not' }),
    };
  }

  private healthy(): Finding {
    const { container, severity } = HEALTHY;
    const fired = this.firings.filter((f) => f.container === container);
    const told = (all: Firing[]) => all.map((f) => `${f.rule} (${f.severity})`).join('; ');
    const others = fired.filter((f) => f.severity !== severity);
    return {
      what: `no rule fires for ${container} but those of severity ${severity}`,
      detail: `${this.health.size} rules were watched; for ${container} fired: ${told(fired) || 'none'}`,
      ...(others.length > 0 && { problem: told(others) }),
    };
  }
}

/** Looks at Grafana's rules every other second, because a leak that ends stops firing. */
export class AlertWatch {
  private fired = new Fired();
  private failed: unknown;
  private readonly began = Date.now();

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
        const rules = await askRules(this.server, this.signal);
        this.fired.add(rules, (Date.now() - this.began) / 1000);
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
