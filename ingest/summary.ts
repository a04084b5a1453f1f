import { asFootnoteError } from '../src/core/errors.ts';
import { printable } from '../src/core/printable.ts';
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

/** An error in one line, safe to write to a terminal. */
export function errorLine(error: unknown): string {
  const { code, message, details, cause } = asFootnoteError(error);
  const reason = code === 'INTERNAL' && cause instanceof Error ? ` ${cause.message}` : '';
  return `${code}: ${printable(message + reason)} ${printable(JSON.stringify(details))}`;
}
