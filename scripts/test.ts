// `npm test`: every check there is, from a clean checkout, in two lanes, as machines have at least two processors.
// Its last line counts what passed, failed and was skipped.
import { add, type Counts, countLine, NONE } from './test/counts.ts';
import { type Lane, LAST, LANES } from './test/steps.ts';

const indent = (text: string) => text.trimEnd().replace(/^/gm, '      ');

async function runLane(lane: Lane): Promise<Counts> {
  let total = NONE;
  for (const { name, run } of lane) {
    const began = Date.now();
    const counts = await run().catch((error): Counts => ({
      ...NONE,
      failed: 1,
      failures: [error instanceof Error ? error.message : String(error)],
    }));
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`${counts.failed ? 'FAIL' : 'ok  '}  ${name}  (${countLine(counts)}, ${seconds} s)`);
    counts.skips.forEach((skip) => console.log(`      skipped: ${skip}`));
    counts.failures.forEach((failure) => console.log(indent(failure)));
    total = add(total, counts);
  }
  return total;
}

async function main(): Promise<number> {
  const lanes = await Promise.all(LANES.map(runLane));
  // Alone: what it measures is better not disturbed.
  const total = [...lanes, await runLane(LAST)].reduce(add);
  console.log(countLine(total));
  return total.failed ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  }
);
