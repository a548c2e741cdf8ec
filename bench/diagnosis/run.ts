// npm run bench -- diagnosis: how good the verdict is, beside the rules that people use.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../demo/lib/process.ts';
import type { Board } from './board.ts';
import { boundsText, page } from './page.ts';

export const DIAGNOSIS_USAGE = `Usage: npm run bench -- diagnosis [flags]
  --quick          a hundredth of it, in seconds
  --months N       container-months without a leak (default 10,000, half an hour on two cores)
  --half HALF      families to judge: report (default), or tuning
  --json FILE      write the numbers to a file
  --markdown FILE  write the page, as docs/diagnosis.md is
  --help           print this`;

const QUICK = ['-seeds', '2', '-months', '60', '-leaks', '40', '-deaths', '6', '-quiet', '6'];

/** Judges, prints the bounds, and writes what was asked for. */
export async function diagnosis(args: string[], signal: AbortSignal): Promise<void> {
  const flags: string[] = [];
  const files: { json?: string; markdown?: string } = {};
  for (let i = 0; i < args.length; i++) {
    const [flag, inline] = args[i].split(/=(.*)/s);
    const value = () => {
      const given = inline ?? args[++i];
      if (!given) {
        throw new Error(`flag ${flag}: want a value after it`);
      }
      return given;
    };
    switch (flag) {
      case '--help':
        console.log(DIAGNOSIS_USAGE);
        return;
      case '--quick':
        flags.push(...QUICK);
        break;
      case '--months':
        flags.push('-months', value());
        break;
      case '--half':
        flags.push('-half', value());
        break;
      case '--json':
        files.json = value();
        break;
      case '--markdown':
        files.markdown = value();
        break;
      default:
        throw new Error(
          `flag ${JSON.stringify(args[i])}: want one of --quick, --months, --half, --json, --markdown, --help`
        );
    }
  }
  const json = await run('go', ['run', './bench/diagnosis', ...flags], { signal });
  const board = JSON.parse(json) as Board;
  console.log(boundsText(board.Bounds));
  write(files.json, json);
  write(files.markdown, page(board));
}

function write(file: string | undefined, content: string) {
  if (file) {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    writeFileSync(file, content);
  }
}
