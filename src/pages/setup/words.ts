import { dateTimeFormat } from '@grafana/data';
import { IDENTITY_KEYS } from '../../generated/memory';
import { type ContainerLabels, type Setup } from '../../datasource/setup';

// How the page puts what the backend tells into words.

export const SIDES: Record<string, string> = {
  cgroup: 'Containers',
  go: 'Go runtime',
  process: 'Processes',
  orchestrator: 'Orchestrator',
};

export const FAILURE_KINDS: Record<string, string> = {
  none: 'No rule fits',
  ambiguous: 'Several containers fit',
  unproven: 'Not proven',
  hosts: 'Several hosts',
  exported: 'Labels renamed to exported_…',
  host_network: 'Host network',
  random_backend: 'Behind a load balancer',
  binding: 'A binding fails',
};

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** As PromQL writes them. */
export function labelsText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');
}

/** From the widest to the narrowest; the container last. */
export function placeOf(container: ContainerLabels): string {
  return IDENTITY_KEYS.map((key) => container[key])
    .filter(Boolean)
    .join(' / ');
}

export function ruleText(id: string, rules: Setup['rules']): string {
  return rules.find((rule) => rule.id === id)?.help ?? (id === 'binding' ? 'a binding of the settings' : id);
}

export function serverText({ server }: Setup): string {
  return [server.flavour || 'The server', server.version, server.address && `at ${server.address}`]
    .filter(Boolean)
    .join(' ');
}

export function timeText(time: string): string {
  return time === '' ? '' : dateTimeFormat(time, { format: 'HH:mm:ss' });
}

/** Those in whose texts all words of the search occur. */
export function matching<T>(items: T[], search: string, textsOf: (item: T) => string[]): T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const all = textsOf(item).join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** A plain first word gets its capital; a name such as cAdvisor or client_golang stays as it is. */
export function sentence(text: string): string {
  return /^[a-z]+[\s,:]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
