/** Where workloads may run natively, best first. */
export const PLACES = ['podman', 'cgroup', 'present'] as const;
export type PlaceName = (typeof PLACES)[number];

/** What `npm run demo -- …` was asked for. */
export interface Options {
  check: boolean;
  docker: boolean;
  grafana: boolean;
  workbench: boolean;
  keep: boolean;
  place: PlaceName | 'best';
  /** A command line to run once the check is over. */
  then?: string;
}

const PLACE_HELP: Record<PlaceName, string> = {
  podman: 'podman containers',
  cgroup: 'cgroups made by hand',
  present: 'the cgroup that the demo itself is in',
};

interface Flag {
  help: string;
  set: (options: Options, value: string) => void;
}

const FLAGS: Record<string, Flag> = {
  '--check': {
    help: 'run unattended, compare with the kernel, exit 0 or say what failed',
    set: (o) => (o.check = true),
  },
  '--no-docker': { help: 'run natively, even where a Docker engine works', set: (o) => (o.docker = false) },
  '--no-grafana': { help: 'open the workbench, even where Grafana is installed', set: (o) => (o.grafana = false) },
  '--workbench': { help: 'open the workbench beside Grafana', set: (o) => (o.workbench = true) },
  ...Object.fromEntries(
    PLACES.map((place): [string, Flag] => [
      `--place=${place}`,
      { help: `run the workloads in ${PLACE_HELP[place]}, or fail`, set: (o) => (o.place = place) },
    ])
  ),
  '--keep': { help: 'keep logs, configuration and series when it ends', set: (o) => (o.keep = true) },
  '--then=': {
    help: 'after --check, run a command that finds GRAFANA_URL, MEMLEDGER_WORKBENCH_URL and MEMLEDGER_PROMETHEUS_URL',
    set: (o, value) => (o.then = value),
  },
};

export const USAGE = [
  'Usage: npm run demo -- [flags]',
  ...Object.entries(FLAGS).map(([flag, { help }]) => `  ${flag.padEnd(17)} ${help}`),
  '',
  'Environment: GRAFANA_VERSION: the version of the Grafana image that Docker runs (12.4.0).',
].join('\n');

export function parseOptions(args: string[]): Options {
  const options: Options = {
    ...{ check: false, docker: true, grafana: true, workbench: false, keep: false },
    place: 'best',
  };
  for (const arg of args) {
    // A flag whose name ends in "=" takes what is behind it.
    const name = Object.keys(FLAGS).find((flag) => flag === arg || (flag.endsWith('=') && arg.startsWith(flag)));
    if (name === undefined) {
      throw new Error(`flag ${JSON.stringify(arg)}: want one of ${Object.keys(FLAGS).join(', ')}`);
    }
    FLAGS[name]?.set(options, arg.slice(name.length));
  }
  if (options.then !== undefined && !options.check) {
    throw new Error('flag "--then": want it with --check');
  }
  return options;
}
