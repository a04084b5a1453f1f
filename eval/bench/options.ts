import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run bench -- [formats] [scan] [freshness] [readers] [sizes] [model] [--sizes N,N,...]
                         [--passages N] [--documents N] [--files N] [--questions N] [--made-up] [--server FILE]
                         [--json FILE] [--markdown FILE]

  formats    how fast files of each format are read and cut into passages
  scan       a scan of a folder in which nothing has changed
  freshness  from an edit to the answer that cites it, and what a rebuild takes
  readers    what is answered, how fast, and how late the event loop is while documents are revised
  sizes      ingest, start-up, search, ask, memory and disk with so many passages, and how they grow
  model      what the pipeline adds to the time of a chat model, which a stand-in plays

Without a name all are measured, with the embedded drivers but for the chat model. The text is that of
../shared/data where that is there, and made up from a fixed seed where it is not or does not reach.

  --sizes N,N,...   passages of each size (1000,10000,20000,100000)
  --passages N      passages beside the documents that are edited, and beside the chat model (20000)
  --documents N     documents of 10 kB that are edited (200)
  --files N         files of 2 kB that are scanned (5000)
  --questions N     sizes: questions to search and to ask, after 50 to warm up; freshness: edits to ask
                    about, after 20; readers: questions of each of 4; model: questions to ask, after 30 (400)
  --made-up         made-up text in any case
  --server FILE     what is started as the server (src/server.ts, by tsx); dist/src/server.js after a build
  --json FILE       write the numbers there, too
  --markdown FILE   write the tables there, too`;

export interface Options {
  /** What is measured. */
  readonly commands: readonly string[];
  /** In passages, ascending. */
  readonly sizes: readonly number[];
  /** Of other material, while documents are edited. */
  readonly passages: number;
  /** That are edited. */
  readonly documents: number;
  /** That are scanned. */
  readonly files: number;
  readonly questions: number;
  readonly madeUp: boolean;
  readonly server: string;
  readonly json: string | null;
  readonly markdown: string | null;
  readonly help: boolean;
}

/** The options, all of `commands` where none is named. @throws what is wrong with them, and how to use it */
export function readOptions(args: readonly string[], commands: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !commands.includes(name));
  if (unknown !== undefined) throw wrong(`There is no "${unknown}" to measure.`);
  const sizes = values.sizes.split(',').map((size) => wholeNumber('sizes', size.trim()));
  return {
    commands: positionals.length === 0 ? commands : positionals,
    sizes: [...new Set(sizes)].sort((a, b) => a - b),
    passages: wholeNumber('passages', values.passages),
    documents: wholeNumber('documents', values.documents),
    files: wholeNumber('files', values.files),
    questions: wholeNumber('questions', values.questions),
    madeUp: values['made-up'],
    server: values.server,
    json: values.json ?? null,
    markdown: values.markdown ?? null,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        sizes: { type: 'string', default: '1000,10000,20000,100000' },
        passages: { type: 'string', default: '20000' },
        documents: { type: 'string', default: '200' },
        files: { type: 'string', default: '5000' },
        questions: { type: 'string', default: '400' },
        server: { type: 'string', default: 'src/server.ts' },
        'made-up': { type: 'boolean', default: false },
        json: { type: 'string' },
        markdown: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string): number {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (value < 1) throw wrong(`--${name} takes whole numbers from 1 to 9999999, not "${text}".`);
  return value;
}

function wrong(what: string): Error {
  return new Error(`${what}\n\n${USAGE}`);
}
