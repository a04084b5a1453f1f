import { parseDocument } from '../../ingest/load/parse.ts';
import { serveParser } from '../../ingest/load/serve-parser.ts';

const MEBIBYTE = 2 ** 20;
const hoard: unknown[] = [];

/** What goes wrong with a file, by a word in its name. */
const MISDEEDS: Readonly<Record<string, () => void>> = {
  hang() {
    for (;;);
  },
  // Many small objects: V8's heap fills step by step.
  hog() {
    for (let n = 0; ; n++) hoard.push(Array.from({ length: 500_000 }, () => n));
  },
  // One array that does not fit: V8 ends the process at once.
  array() {
    hoard.push(new Array(60_000_000).fill(0.5));
  },
  // Memory outside of V8's heap, as archives and compressed streams unpack to.
  buffers() {
    for (;;) hoard.push(Buffer.alloc(4 * MEBIBYTE, 1));
  },
  // Memory that is never given back, though the document was read.
  leak() {
    hoard.push(Buffer.alloc(120 * MEBIBYTE, 1));
  },
  // Says in its error which process it was.
  pid() {
    throw new Error(String(process.pid));
  },
  exit() {
    process.exit(3);
  },
  bug() {
    throw new TypeError('not what the loader expected');
  },
};

/** The real parser, but for files whose names say what goes wrong with them. */
serveParser(async (input) => {
  Object.entries(MISDEEDS).find(([name]) => input.path.includes(name))?.[1]();
  return parseDocument(input);
});
