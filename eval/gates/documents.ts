import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, type ParsedDocument } from '../../ingest/load/parse.ts';
import { renderRecord } from '../../src/core/markup.ts';
import type { VerifySource } from '../../src/verify/types.ts';

/** Documents of `corpora/`, read and cut as `npm run ingest` does it, each once. */
export interface Documents {
  /** @throws when there is no such document, or it cannot be read */
  document(documentId: string): Promise<ParsedDocument>;
}

export function createDocuments(corporaDir: string): Documents {
  const known = new Map<string, Promise<ParsedDocument>>();
  return {
    document(documentId) {
      const parsed = known.get(documentId) ?? read(corporaDir, documentId);
      known.set(documentId, parsed);
      return parsed;
    },
  };
}

function read(corporaDir: string, documentId: string): Promise<ParsedDocument> {
  const bytes = readFileSync(join(corporaDir, documentId));
  return parseDocument({ bytes, path: documentId, mediaType: null });
}

/**
 * The passage that holds the words, as the answer's page hands it to the gates; of several the first.
 * Words that reach over a passage's end are given the one in which they begin.
 * @returns null when they do not stand in the document
 */
export function sourceOf(document: ParsedDocument, words: string): VerifySource | null {
  const { text, mediaType, title, passages } = document;
  const within = passages.find(({ span }) => text.slice(span.start, span.end).includes(words));
  const at = text.indexOf(words);
  const passage = within ?? passages.find(({ span }) => span.start <= at && at < span.end);
  if (passage === undefined) return null;
  const { span, headings, record, columns } = passage;
  return {
    revisionText: text,
    mediaType,
    span,
    record: record === null ? null : renderRecord(record),
    context: [title, ...headings],
    fields: [...(columns ?? []), ...Object.keys(record ?? {})],
  };
}
