import type { Undo } from '../lib/undo.ts';
import type { Workload } from '../lib/workloads.ts';

/** A workload that runs. */
export interface Placed {
  name: Workload['name'];
  /** What a user of the plugin sees it under. */
  container: string;
  /** Path of its cgroup under the memory controller's mount; absent where that is not this machine's. */
  cgroup?: string;
  /** The text of a file of its cgroup in the memory controller; undefined where there is none. */
  readMemory(file: string): Promise<string | undefined>;
  /** What `memledger report` says of it. */
  report(signal: AbortSignal): Promise<string>;
  /** Rejects when it ends though nobody stopped it; absent where its runtime watches it. */
  failed?: Promise<never>;
}

export interface Launch {
  workload: Workload;
  binary: string;
  /** host:port of its metrics. */
  listen: string;
  fast: boolean;
}

/** Where the workloads run: what charges their memory to cgroups. */
export interface Place {
  /** For the person, after "Workloads run in". */
  description: string;
  /** Whether each workload has a cgroup to itself. */
  ownCgroups: boolean;
  start(launch: Launch): Promise<Placed>;
}

export interface PlaceContext {
  runDir: string;
  undo: Undo;
  signal: AbortSignal;
}
