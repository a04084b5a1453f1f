import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { print } from '../report.ts';
import { CORRUPTED_CLAIMS, TRUE_CLAIMS } from './kept-claims.ts';
import { makeClaims } from './make/make.ts';

/* `npx tsx eval/gates/make-claims.ts` writes both files anew; a test holds them to what it would write. */

const { trueLines, falseLines } = await makeClaims(resolve(import.meta.dirname, '../../corpora'));
for (const [path, lines] of [
  [TRUE_CLAIMS, trueLines],
  [CORRUPTED_CLAIMS, falseLines],
] as const) {
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  print(`${lines.length} claims written to ${path}`);
}
