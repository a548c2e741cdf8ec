import { type IdentityKey } from '../generated/memory';

// The answer of the `setup` resource, as docs/contract.md has it.

export interface Setup {
  server: { address: string; flavour: string; version: string; detectedAt: string };
  exporters: FoundExporter[];
  precedence: { cgroup: RankedDialect[]; go: RankedDialect[]; overridden: boolean };
  rules: Array<{ id: string; help: string }>;
  containers: number;
  paired: number;
  pairs: Pair[];
  pairsTotal: number;
  failures: Failure[];
  failuresTotal: number;
  missing: MissingCounters[];
  next: string[];
}

export interface FoundExporter {
  dialect: string;
  name: string;
  side: string;
  jobs: string[];
  targets: number;
  series: number;
  scrapeInterval: string;
  read: boolean;
  why: string;
  ledger: boolean;
  lacks: string;
  traps: string;
}

export interface RankedDialect {
  dialect: string;
  name: string;
  found: boolean;
}

export type ContainerLabels = Partial<Record<IdentityKey, string>>;

export interface Pair {
  container: ContainerLabels;
  exporter: string;
  target: Record<string, string>;
  dialect: string;
  rule: string;
}

export interface Failure {
  target: Record<string, string>;
  dialect: string;
  kind: string;
  reason: string;
  candidates: ContainerLabels[];
  suggestion: { text: string; binding: Binding } | null;
}

export interface MissingCounters {
  dialect: string;
  counters: string[];
  option: string;
  /** The option can be copied as it stands: it is not in words. */
  literal: boolean;
  text: string;
}

/** A Go target whose labels match these regular expressions belongs to the container with these values. */
export interface Binding {
  target: Record<string, string>;
  container: ContainerLabels;
}
