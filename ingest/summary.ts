import { asFootnoteError } from '../src/core/errors.ts';
import { printable } from '../src/core/printable.ts';
import type { ReembedReport } from './reembed.ts';
import type { IngestReport } from './types.ts';

/** A report in words: counts on one line, then a line for each file that one should know of. */
export function summaryOf(report: IngestReport): string {
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
    ...(notRead > 0 ? [`  interrupted: ${notRead} files not taken in; run it again`] : []),
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

/** What became of a change of the embedding model, in words. */
export function reembedSummaryOf(report: ReembedReport): string {
  const { embedded, failures, durationMs } = report;
  const count = `${embedded.toLocaleString('en')} passages embedded, ${(durationMs / 1000).toFixed(1)} s`;
  const lines = failures.map(
    ({ path, code, message }) =>
      `  a passage of ${printable(path)}: ${code}: ${printable(message)}`,
  );
  return [`${printable(outcomeOf(report))} ${count}.`, ...lines].join('\n');
}

function outcomeOf(report: ReembedReport): string {
  const { model, before, inUse, missing, otherVectorBytes, seq } = report;
  if (before === null) return `Nothing is embedded yet; the first ingest will use ${model}.`;
  if (!inUse) {
    const left = `${missing.toLocaleString('en')} passages have no vector of ${model} yet`;
    return `Not changed: ${left}, and questions go on with ${before}; run it again to go on.`;
  }
  if (before === model) return `${model} is in use already, and has every passage.`;
  const kept = `${(otherVectorBytes / 2 ** 20).toFixed(1)} MB of other models' vectors are kept`;
  return `Questions now go to ${model} (before: ${before}), since seq ${seq}; ${kept}.`;
}

/** An error in one line, safe to write to a terminal. */
export function errorLine(error: unknown): string {
  const { code, message, details, cause } = asFootnoteError(error);
  const reason = code === 'INTERNAL' && cause instanceof Error ? ` ${cause.message}` : '';
  return `${code}: ${printable(message + reason)} ${printable(JSON.stringify(details))}`;
}
