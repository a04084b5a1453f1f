import { parseArgs } from 'node:util';
import { composeIngest } from '../src/compose.ts';
import { readConfig } from '../src/core/config.ts';
import { asFootnoteError } from '../src/core/errors.ts';
import { printable, printableJson } from '../src/core/printable.ts';
import { createProgress } from './progress.ts';
import type { IngestReport } from './types.ts';

const USAGE = `Usage: npm run ingest [-- --corpus NAME] [-- --json]

Reads the corpora folder and takes in what changed since the last time.

  --corpus NAME   only this corpus
  --json          print the report as JSON and no progress

Exit code: 0 all is in, 2 some files failed, 1 nothing could be done.`;

/** As shells number a process that Ctrl-C ended. */
const INTERRUPTED = 130;

interface Options {
  readonly corpus: string | null;
  readonly json: boolean;
  readonly help: boolean;
}

/** The options, or null when they are not understood, which is said on standard error. */
function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: { corpus: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    const { corpus = null, json = false, help = false } = values;
    return { corpus, json, help };
  } catch (error) {
    console.error(`${(error as Error).message}\n`);
    return null;
  }
}

async function ingest({ corpus, json }: Options): Promise<IngestReport> {
  const parts = await composeIngest(readConfig(process.env));
  const progress = createProgress(process.stderr);
  const stop = new AbortController();
  const interrupt = (): void => {
    // What is in stays in; the next run goes on from there.
    process.exitCode = INTERRUPTED;
    console.error('Interrupted: the file at hand is finished first.');
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await parts.ingester.scan({
      corpus,
      signal: stop.signal,
      onProgress: (state) => {
        if (!json) progress.update(state);
      },
    });
  } finally {
    progress.done();
    await parts.close();
  }
}

function summaryOf(report: IngestReport): string {
  const { filesTotal, revised, unchanged, failures, encodings } = report;
  const { deleted, passages, embedded, seq, durationMs } = report;
  const counts = [
    `${revised} revised`,
    `${unchanged} unchanged`,
    `${deleted} deleted`,
    `${failures.length} failed`,
  ];
  const notRead = filesTotal - revised - unchanged - failures.length;
  const lines = [
    ...(notRead > 0 ? [`  interrupted: ${notRead} files not looked at; run it again`] : []),
    ...failures.map(
      ({ path, code, message }) => `  ${printable(path)}: ${code}: ${printable(message)}`,
    ),
    ...encodings.map(({ path, encoding }) => `  ${printable(path)}: read as ${encoding}`),
  ];
  return [
    `${counts.join(', ')}; ${passages} passages, ${embedded} embedded, seq ${seq}, ` +
      `${(durationMs / 1000).toFixed(1)} s`,
    ...lines,
  ].join('\n');
}

const options = readOptions();
if (options === null) {
  console.error(USAGE);
  process.exitCode = 1;
} else if (options.help) {
  console.log(USAGE);
} else {
  try {
    const report = await ingest(options);
    console.log(options.json ? printableJson(report) : summaryOf(report));
    if (report.failures.length > 0) process.exitCode ??= 2;
  } catch (error) {
    const { code, message, details, cause } = asFootnoteError(error);
    const reason = code === 'INTERNAL' && cause instanceof Error ? ` ${cause.message}` : '';
    console.error(`${code}: ${printable(message + reason)} ${printable(JSON.stringify(details))}`);
    process.exitCode = 1;
  }
}
