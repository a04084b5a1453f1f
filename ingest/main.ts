import { parseArgs } from 'node:util';
import { composeEmbedding, composeIngest, type IngestParts } from '../src/compose.ts';
import { readConfig, type Config } from '../src/core/config.ts';
import { printableJson } from '../src/core/printable.ts';
import { createProgress, createReembedProgress } from './progress.ts';
import { reembed } from './reembed.ts';
import { errorLine, reembedSummaryOf, summaryOf } from './summary.ts';
import { createWatcher } from './watch.ts';

const USAGE = `Usage: npm run ingest [-- --corpus NAME] [-- --atomic] [-- --watch] [-- --json]
       npm run ingest -- --reembed [--json]

Reads the corpora folder and takes in what changed since the last time.

  --corpus NAME   only this corpus
  --atomic        all that changed becomes one commit: a reader sees all of it or nothing
  --watch         go on and take in files as they are saved, until Ctrl-C
  --reembed       change to the embedding model of the settings: every passage is embedded with it beside the
                  vectors in use, which questions go on with, and one commit switches. It may be interrupted and
                  goes on where it was; servers and other ingests may run meanwhile. The old vectors stay (4 bytes
                  times the model's dimensions a passage), so that changing back embeds only what came since.
  --json          print the report as JSON and no progress; with --watch, one line for each report

Exit code: 0 all is in, 2 some files (or passages) failed, 1 nothing could be done.`;

/** As shells number a process that Ctrl-C ended. */
const INTERRUPTED = 130;

interface Options {
  readonly corpus: string | null;
  readonly atomic: boolean;
  readonly watch: boolean;
  readonly reembed: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** The options, or null when they are not understood, which is said on standard error. */
function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: {
        corpus: { type: 'string' },
        atomic: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        reembed: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const { corpus = null, ...flags } = values;
    if (corpus !== null && flags.watch) throw new Error('--watch takes every corpus, not one.');
    if (flags.reembed && (corpus !== null || flags.watch || flags.atomic)) {
      throw new Error('--reembed takes every passage, and goes with --json alone.');
    }
    return { corpus, ...flags };
  } catch (error) {
    console.error(`${(error as Error).message}\n`);
    return null;
  }
}

/** Aborts at the first Ctrl-C; at a second one the process ends at once. */
function whenInterrupted(): AbortSignal {
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    stop.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return stop.signal;
}

async function scanOnce(parts: IngestParts, options: Options, signal: AbortSignal): Promise<void> {
  const { corpus, atomic, json } = options;
  const progress = createProgress(process.stderr);
  signal.addEventListener('abort', () => {
    // What is in stays in; the next run goes on from there.
    process.exitCode = INTERRUPTED;
    console.error('Interrupted: the file at hand is finished first.');
  });
  try {
    const report = await parts.ingester.scan({
      corpus,
      atomic,
      signal,
      onProgress: (state) => {
        if (!json) progress.update(state);
      },
    });
    await parts.followCommits();
    progress.done();
    console.log(json ? printableJson(report) : summaryOf(report));
    if (report.failures.length > 0) process.exitCode ??= 2;
  } finally {
    progress.done();
  }
}

/** Takes in what is saved until it is interrupted. */
async function watchCorpora(
  parts: IngestParts,
  { atomic, json }: Options,
  signal: AbortSignal,
): Promise<void> {
  const progress = createProgress(process.stderr);
  let isFirst = true;
  const watcher = createWatcher({
    ingester: parts.ingester,
    atomic,
    onProgress: (state) => {
      if (!json) progress.update(state);
    },
    async onReport(report) {
      await parts.followCommits();
      progress.done();
      const { revised, deleted, failures } = report;
      if (failures.length > 0) process.exitCode = 2;
      if (!isFirst && revised + deleted + failures.length === 0) return;
      isFirst = false;
      // JSON has no line ends of its own within strings.
      console.log(json ? printableJson(report).replace(/\n */g, '') : summaryOf(report));
    },
    onError: (error) => console.error(errorLine(error)),
  });
  const interrupted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      void watcher.close();
      resolve();
    });
  });
  try {
    await watcher.ready;
    if (!signal.aborted) console.error('Watching the corpora folder; Ctrl-C ends it.');
    await interrupted;
  } finally {
    progress.done();
    await watcher.close();
  }
}

async function scanOrWatch(config: Config, options: Options, signal: AbortSignal): Promise<void> {
  const parts = await composeIngest(config);
  const run = options.watch ? watchCorpora : scanOnce;
  await run(parts, options, signal).finally(() => parts.close());
}

/** Changes to the embedding model of the settings. */
async function changeModel(config: Config, { json }: Options, signal: AbortSignal): Promise<void> {
  const { store, embedders } = composeEmbedding(config);
  const progress = createReembedProgress(process.stderr);
  try {
    const report = await reembed(
      { store, embedders },
      {
        signal,
        onProgress: (state) => {
          if (!json) progress.update(state);
        },
      },
    );
    progress.done();
    console.log(json ? printableJson(report) : reembedSummaryOf(report));
    if (signal.aborted && !report.inUse) process.exitCode = INTERRUPTED;
    else if (report.failures.length > 0) process.exitCode = 2;
  } finally {
    progress.done();
    await store.close();
  }
}

const options = readOptions();
if (options === null) {
  console.error(USAGE);
  process.exitCode = 1;
} else if (options.help) {
  console.log(USAGE);
} else {
  try {
    const run = options.reembed ? changeModel : scanOrWatch;
    await run(readConfig(process.env), options, whenInterrupted());
  } catch (error) {
    console.error(errorLine(error));
    process.exitCode = 1;
  }
}
