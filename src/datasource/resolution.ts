import { type IdentityKey } from '../generated/memory';

// The resource `resolve` of docs/contract.md.

export interface LabelMatcher {
  name: string;
  operator: string;
  value: string;
}

export interface Resolution {
  containers: Array<Partial<Record<IdentityKey, string>>>;
  containersTotal: number;
  /** Go processes that belong to no container. */
  unpaired: Array<{ labels: Record<string, string>; problem: string }>;
  unpairedTotal: number;
  /** Labels by which no container is known: they chose nothing. */
  ignored: string[];
}
