/** What `npm run demo -- …` was asked for. */
export interface Options {
  check: boolean;
  docker: boolean;
  grafana: boolean;
  keep: boolean;
  place: PlaceName | 'best';
}

/** Where workloads may run natively, best first. */
export const PLACES = ['podman', 'cgroup', 'present'] as const;
export type PlaceName = (typeof PLACES)[number];

const PLACE_HELP: Record<PlaceName, string> = {
  podman: 'podman containers',
  cgroup: 'cgroups made by hand',
  present: 'the cgroup that the demo itself is in',
};

const FLAGS: Record<string, { help: string; set: (options: Options) => void }> = {
  '--check': {
    help: 'run unattended, compare with the kernel, exit 0 or say what failed',
    set: (o) => (o.check = true),
  },
  '--no-docker': { help: 'run natively, even where a Docker engine works', set: (o) => (o.docker = false) },
  '--no-grafana': { help: 'open the workbench, even where Grafana is installed', set: (o) => (o.grafana = false) },
  ...Object.fromEntries(
    PLACES.map((place) => [
      `--place=${place}`,
      { help: `run the workloads in ${PLACE_HELP[place]}, or fail`, set: (o: Options) => (o.place = place) },
    ])
  ),
  '--keep': { help: 'keep logs, configuration and series when it ends', set: (o) => (o.keep = true) },
};

export const USAGE = [
  'Usage: npm run demo -- [flags]',
  ...Object.entries(FLAGS).map(([flag, { help }]) => `  ${flag.padEnd(17)} ${help}`),
  '',
  'Environment: GRAFANA_VERSION: the version of the Grafana image that Docker runs (12.4.0).',
].join('\n');

export function parseOptions(args: string[]): Options {
  const options: Options = { check: false, docker: true, grafana: true, keep: false, place: 'best' };
  for (const arg of args) {
    const flag = FLAGS[arg];
    if (!flag) {
      throw new Error(`flag ${JSON.stringify(arg)}: want one of ${Object.keys(FLAGS).join(', ')}`);
    }
    flag.set(options);
  }
  return options;
}
