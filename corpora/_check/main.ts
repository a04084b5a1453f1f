import { resolve } from 'node:path';
import { checkCorpora } from './check.ts';
import { readKnownNames } from './check-names.ts';
import { toLine } from './finding.ts';

/*
 * Says what is wrong in the corpora, their questions and their steps: npm run check:corpora.
 * Exit code 1 when anything is.
 */
const names = readKnownNames();
const { findings, counts } = await checkCorpora(resolve(import.meta.dirname, '..'), names);
for (const finding of findings) process.stdout.write(`${toLine(finding)}\n`);
if (!names.withFilms) {
  process.stdout.write('Titles were not compared with real films: wikimovies is not there.\n');
}
const checked = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
process.stdout.write(`${findings.length} findings; checked: ${checked.join(', ')}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;
