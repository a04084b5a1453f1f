import type { Answer, Citation, CitationStatus } from '../../src/core/model.ts';
import { lettersOf } from './value.ts';

/*
 * The documents as bytes that were put, beside the pipeline: what a status must be is worked out from them
 * and from nothing that is measured.
 */

export interface PlainTexts {
  /** @param bytes UTF-8; null when the document is deleted */
  put(documentId: string, bytes: Uint8Array | null): void;
  /** What the status of the citation must be now. @throws when the document was never put */
  statusOf(citation: Pick<Citation, 'documentId' | 'span' | 'quote'>): CitationStatus;
  /** What `stale` of the stored answer must be now; null when it was asked as of the past. */
  staleOf(answer: Pick<Answer, 'snapshot' | 'citations'>): boolean | null;
  /** Whether a document of the corpus other than this one holds the sentence now. */
  saidElsewhere(sentence: string, documentId: string, corpus: string): boolean;
}

interface PlainText {
  readonly text: string;
  readonly letters: string;
}

export function createPlainTexts(): PlainTexts {
  const documents = new Map<string, PlainText | null>();

  function statusOf({
    documentId,
    span,
    quote,
  }: Pick<Citation, 'documentId' | 'span' | 'quote'>): CitationStatus {
    const document = documents.get(documentId);
    if (document === undefined) throw new Error(`${documentId} is cited and was never put.`);
    if (document === null) return 'deleted';
    const { text } = document;
    if (text.slice(span.start, span.end) === quote) return 'current';
    return text.includes(quote) ? 'moved' : 'changed';
  }

  return {
    statusOf,
    put(documentId, bytes) {
      const text = bytes === null ? null : canonicalText(bytes);
      documents.set(documentId, text === null ? null : { text, letters: lettersOf(text) });
    },
    staleOf({ snapshot, citations }) {
      if (snapshot.asOf !== null) return null;
      return citations.some((citation) => ['changed', 'deleted'].includes(statusOf(citation)));
    },
    saidElsewhere(sentence, documentId, corpus) {
      const letters = lettersOf(sentence);
      return [...documents].some(
        ([id, document]) =>
          id !== documentId &&
          id.startsWith(`${corpus}/`) &&
          document !== null &&
          document.letters.includes(letters),
      );
    },
  };
}

/** Written anew from its definition: without a byte order mark, well-formed, no U+0000. */
function canonicalText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes).replaceAll('\0', '\ufffd');
}
