import { runDocker, dockerWorks } from './docker.ts';
import { parseOptions, USAGE, type Options } from './lib/options.ts';
import { say } from './lib/say.ts';
import { Undo } from './lib/undo.ts';
import { runNative } from './native.ts';

const undo = new Undo();
const stop = new AbortController();

class Stopped extends Error {}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // A second one, as npm and the terminal may both send, changes nothing: the first is being obeyed.
  process.on(name, () => stop.abort(new Stopped(name)));
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const options: Options = parseOptions(args);
  const began = Date.now();
  try {
    const ok = await ((await wantsDocker(options)) ? runDocker : runNative)(options, undo, stop.signal);
    const seconds = Math.round((Date.now() - began) / 1000);
    say(ok ? `Done in ${seconds} s` : `Failed after ${seconds} s: see FAIL above`);
    return ok ? 0 : 1;
  } catch (error) {
    if (!stop.signal.aborted) {
      throw error;
    }
    return options.check ? 130 : 0;
  } finally {
    say('Cleaning up …');
    for (const failure of await undo.run()) {
      console.error(`Left behind: ${failure}`);
    }
  }
}

async function wantsDocker(options: Options): Promise<boolean> {
  // What only the native demo has is a wish for it.
  if (!options.docker || options.place !== 'best' || options.workbench || options.then) {
    return false;
  }
  const works = await dockerWorks(stop.signal);
  say(works ? 'A Docker engine works: using docker compose' : 'No Docker engine that works: running natively');
  return works;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
);
