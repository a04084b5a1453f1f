import { createProgress } from '../ingest/progress.ts';
import { createWatcher, type Watcher } from '../ingest/watch.ts';
import type { IngestReport, Ingester } from '../ingest/types.ts';
import { FootnoteError } from './core/errors.ts';
import { printable } from './core/printable.ts';

/*
 * What the commands say to the person who started them. It goes to standard error, so that standard
 * output holds nothing but log lines, or the answer.
 */

/** Reads the corpora folder with a progress bar, then names the files that one should know of. */
export async function ingestWithProgress(
  ingester: Ingester,
  signal?: AbortSignal,
): Promise<IngestReport> {
  const progress = createProgress(process.stderr);
  let report: IngestReport;
  try {
    report = await ingester.scan({
      corpus: null,
      onProgress: (counts) => progress.update(counts),
      ...(signal ? { signal } : {}),
    });
  } finally {
    progress.done();
  }
  reportFiles(report);
  return report;
}

/**
 * The same, and then goes on with what is saved, until it is closed.
 * @param onReport after each scan that changed something
 */
export function watchWithProgress(
  ingester: Ingester,
  onReport: (report: IngestReport) => void,
): Watcher {
  const progress = createProgress(process.stderr);
  return createWatcher({
    ingester,
    onProgress: (counts) => progress.update(counts),
    onReport(report) {
      progress.done();
      reportFiles(report);
      if (report.revised + report.deleted > 0) onReport(report);
    },
    onError: (error) => say(lastWords(error)),
  });
}

/** Names each file that could not be taken in, and each that was read as other than UTF-8. */
function reportFiles({ failures, encodings }: IngestReport): void {
  for (const { path, code, message } of failures) {
    say(`Not taken in: ${printable(path)}: ${printable(message)} (${code})`);
  }
  for (const { path, encoding } of encodings) say(`Read as ${encoding}: ${printable(path)}`);
}

/** The same where somebody waits for something else: how many, and where they are named. */
export function countFailures({ failures }: IngestReport): void {
  if (failures.length === 0) return;
  const files = failures.length === 1 ? 'One file was' : `${failures.length} files were`;
  say(`${files} not taken in; npm run ingest says which, and why.`);
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const LISTEN_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'something else listens there already. Set PORT to another port, or to 0 for any free one.',
  EACCES: 'this user may not listen there. Ports below 1024 are reserved; set PORT to another one.',
  EADDRNOTAVAIL: 'this machine has no such address. Set HOST to one that it has.',
  ENOTFOUND: 'the name leads to no address. Set HOST to one of this machine.',
};

/** Why a command ends, in one line; with the stack only where nobody foresaw the error. */
export function lastWords(error: unknown): string {
  if (error instanceof FootnoteError && error.code !== 'INTERNAL') {
    return `${printable(error.message)} (${error.code})`;
  }
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && /^SQLITE_(?:CORRUPT|NOTADB)/.test(String(error.code))) {
    return (
      'The database in DATA_DIR is damaged. Restore it from a copy, or use another DATA_DIR: what is in ' +
      `the corpora folder will be read again. (${error.message})`
    );
  }
  const { code, syscall, address, port } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  const hint =
    syscall === 'listen' || syscall === 'getaddrinfo' ? LISTEN_ERRORS[code ?? ''] : undefined;
  if (hint !== undefined)
    return `Cannot listen at ${address ?? 'HOST'}, port ${port ?? '?'}: ${hint}`;
  return code === undefined ? (error.stack ?? error.message) : printable(error.message);
}
