import { parseDocument } from '../../ingest/load/parse.ts';
import { serveParser } from '../../ingest/load/serve-parser.ts';

/** The real parser, but for files whose names say what goes wrong with them. */
serveParser(async (input) => {
  if (input.path.includes('hang')) for (;;);
  if (input.path.includes('hog')) {
    const hoard: number[][] = [];
    for (let n = 0; ; n++) hoard.push(Array.from({ length: 500_000 }, () => n));
  }
  if (input.path.includes('exit')) process.exit(3);
  if (input.path.includes('bug')) throw new TypeError('not what the loader expected');
  return parseDocument(input);
});
