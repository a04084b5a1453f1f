import { parseDocument } from '../../ingest/load/parse.ts';
import { serveParser } from '../../ingest/load/serve-parser.ts';

/** The real parser, but for files whose names say what goes wrong with them. */
serveParser(async (input) => {
  if (input.path.includes('hang')) for (;;);
  if (input.path.includes('hog')) {
    const hoard: string[][] = [];
    for (;;) hoard.push(Array.from({ length: 10_000 }, (_, n) => `${n}`));
  }
  if (input.path.includes('exit')) process.exit(3);
  if (input.path.includes('bug')) throw new TypeError('not what the loader expected');
  return parseDocument(input);
});
