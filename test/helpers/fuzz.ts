import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runMutations } from './run-mutations.ts';

/*
 * npm run fuzz -- --documents 5000 --seed 1: damages valid files of every format and reads them, for as
 * long as one likes. Files that are read wrongly are kept. Ends with 1 when there are any.
 */

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string', default: join(tmpdir(), 'footnote-fuzz') },
  },
});

mkdirSync(values.keep, { recursive: true });
const started = performance.now();
const report = await runMutations(
  { documents: Number(values.documents), seed: Number(values.seed) },
  ({ name, bytes }, fault) => {
    console.error(`${name}: ${fault}`);
    writeFileSync(join(values.keep, name), bytes);
  },
);
console.log(JSON.stringify(report, null, 2));
console.log(`${Math.round((performance.now() - started) / 1000)} s; files kept in ${values.keep}`);
if (report.faults.length > 0) process.exitCode = 1;
