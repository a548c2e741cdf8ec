/** Cgroups that an exporter is pointed at. */
export interface Subject {
  name: string;
  version: 1 | 2;
  /** What --path.cgroup is told. */
  mount: string;
  /** The hierarchy's directory, for the reader that does nothing else. */
  hierarchy: string;
  /** Where the exporter looks for the state of container runtimes: not that of the machine, which would differ. */
  rootfs: string;
  /** How many cgroups there are to report, so that a tree that is not read whole is noticed. */
  cgroups: number;
  /** The kernel's own, not files of ours. */
  live: boolean;
}
