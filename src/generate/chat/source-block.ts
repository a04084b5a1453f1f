import { printable } from '../../core/printable.ts';
import type { Span } from '../../core/model.ts';
import type { Source } from '../types.ts';

/** Fields by which documents say how old they are, the first that holds a date counts. */
const DATE_FIELDS = ['date', 'updated', 'effective', 'published'];
const DAY = /^\d{4}-\d{2}-\d{2}/;
/** Titles and headings are for orientation; a hostile one does not fill the prompt. */
const MAX_LABEL_CHARACTERS = 300;

/**
 * A source as it stands in a prompt: fenced, what it belongs to in brackets, and its text as it stands in
 * the revision, so that what is copied from it can be found there.
 * @param span the part of the revision that is shown
 */
export function sourceBlock(source: Source, number: number, fence: string, span: Span): string {
  const { passage } = source;
  const text = passage.revisionText.slice(span.start, span.end);
  const attributes = [
    ['number', String(number)],
    ['title', label(passage.title)],
    ['revision', String(passage.revision)],
    ['date', dateOf(source)],
    ...(passage.page === null ? [] : [['page', String(passage.page)]]),
  ].map(([name = '', value = '']) => `${name}="${escaped(value)}"`);
  return [
    `<${fence} ${attributes.join(' ')}>`,
    ...contextLines(source, text),
    text,
    `</${fence}>`,
  ].join('\n');
}

/** Everything of a source that a document's author wrote, as a fence must not stand in it. */
export function writtenIn({ passage }: Source): string[] {
  const { title, headings, columns, record, text } = passage;
  return [title, ...headings, ...(columns ?? []), ...Object.keys(record ?? {}), text];
}

function contextLines({ passage, reasons }: Source, text: string): string[] {
  const lines: string[] = [];
  const { headings } = passage;
  if (headings.length > 0) lines.push(`[Section: ${headings.map(label).join(' › ')}]`);
  // A row that was cut from its header, or a line of a table file, does not say what its cells are.
  const columns = passage.columns ?? Object.keys(passage.record ?? {});
  const missing = columns.filter((column) => !text.includes(column));
  if (missing.length > 0) lines.push(`[Columns: ${columns.map(label).join(' | ')}]`);
  if (reasons !== null && reasons.length > 0) {
    lines.push(`[Found because of: ${reasons.map(label).join(', ')}]`);
  }
  return lines;
}

function dateOf({ passage }: Source): string {
  for (const field of DATE_FIELDS) {
    const day = DAY.exec(String(passage.metadata[field] ?? ''));
    if (day !== null) return day[0];
  }
  return passage.ingestedAt.slice(0, 10);
}

function label(text: string): string {
  return printable(text).slice(0, MAX_LABEL_CHARACTERS).toWellFormed();
}

function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
