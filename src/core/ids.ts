import { createHash, randomBytes } from 'node:crypto';
import { FootnoteError } from './errors.ts';

const MAX_DOCUMENT_ID_LENGTH = 512;
const CORPUS_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;
const CONTROL = /\p{Cc}/u;

/** Whether a folder or an id part may name a corpus: letters, digits, `.`, `_`, `-`; 64 at most. */
export function isCorpusName(name: string): boolean {
  return CORPUS_NAME.test(name);
}

/**
 * `<corpus>/<relative path>` in NFC with `/` between its parts.
 * @throws INVALID_DOCUMENT_ID for "..", ".", empty parts, back slashes, control characters, lone
 *   surrogates, more than 512 characters, or a first part that cannot name a corpus
 */
export function toDocumentId(raw: string): string {
  const id = raw.normalize('NFC');
  const parts = id.split('/');
  const bad =
    id.length > MAX_DOCUMENT_ID_LENGTH ||
    !id.isWellFormed() ||
    id.includes('\\') ||
    CONTROL.test(id) ||
    parts.length < 2 ||
    !isCorpusName(parts[0] ?? '') ||
    parts.some((part) => part === '' || part === '.' || part === '..');
  if (bad) throw new FootnoteError('INVALID_DOCUMENT_ID', { documentId: raw.slice(0, 600) });
  return id;
}

/** The corpus of a valid document id. */
export function corpusOf(documentId: string): string {
  return documentId.slice(0, documentId.indexOf('/'));
}

/** SHA-256 in lower-case hex; a string is hashed as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** An id that sorts by time of making: `ans_0mzk3…` (milliseconds in base 36, then randomness). */
export function newId(prefix: 'ans' | 'job'): string {
  return `${prefix}_${Date.now().toString(36).padStart(9, '0')}${randomBytes(8).toString('hex')}`;
}

/** The address of a span of a revision, as citations carry it. */
export function hrefOf(documentId: string, revision: number, start: number, end: number): string {
  return `/v1/documents/${encodeURIComponent(documentId)}/revisions/${revision}#char=${start},${end}`;
}
