export const PARTS = ['exporter', 'answers', 'fleet', 'panel', 'fleet-page'] as const;
export type Part = (typeof PARTS)[number];

/** What `npm run bench -- …` was asked for. */
export interface Options {
  json?: string;
  markdown?: string;
  /** The one part that is run; absent: all. */
  only?: Part;
  help: boolean;
}

export const USAGE = `Usage: npm run bench -- [${PARTS.join('|')}] [flags]
  --json FILE      write the numbers to a file
  --markdown FILE  write the tables as a page, as docs/bench.md is; of parts that were not run the page keeps
                   what it has
  --help           print this
   or: npm run bench -- diagnosis [flags]: how good the verdict is
   or: npm run bench -- record [flags], record-v2 [flags]: real containers for it`;

export function parseOptions(args: string[]): Options {
  const options: Options = { help: false };
  for (let i = 0; i < args.length; i++) {
    const [flag, inline] = args[i].split(/=(.*)/s);
    if (flag === '--help') {
      options.help = true;
    } else if (PARTS.some((p) => p === flag)) {
      options.only = flag as Part;
    } else if (flag === '--json' || flag === '--markdown') {
      const file = inline ?? args[++i];
      if (!file) {
        throw new Error(`flag ${flag}: want the path of a file after it`);
      }
      options[flag === '--json' ? 'json' : 'markdown'] = file;
    } else {
      throw new Error(
        `argument ${JSON.stringify(args[i])}: want one of ${PARTS.join(', ')}, --json, --markdown, --help`
      );
    }
  }
  return options;
}
