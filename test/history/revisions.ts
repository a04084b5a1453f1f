import { chunkDocument } from '../../ingest/chunk.ts';
import { loadDocument } from '../../ingest/load/load.ts';
import { sha256 } from '../../src/core/ids.ts';
import { embeddedText } from '../../src/core/passage-text.ts';
import { createLineIndex } from '../../src/core/text.ts';
import type { RevisionPassages } from '../../src/store/types.ts';
import type { CitedWords } from '../../src/history/whereabouts.ts';

/** A passage in short: its words, and the headings it stands under. */
export type PassageSpec = string | { readonly text: string; readonly headings: readonly string[] };

/** A revision of passages as they are given, a blank line between them. */
export function revisionOf(specs: readonly PassageSpec[], title = ''): RevisionPassages {
  const parts = specs.map((spec) =>
    typeof spec === 'string' ? { text: spec, headings: [] } : spec,
  );
  const text = parts.map((part) => part.text).join('\n\n');
  const lines = createLineIndex(text);
  let start = 0;
  const passages = parts.map((part) => {
    const span = { start, end: start + part.text.length };
    start = span.end + 2;
    const embedded = embeddedText({ ...part, title, titleStated: title !== '' });
    return {
      sha256: sha256(embedded),
      span,
      lines: lines.linesOf(span),
      page: null,
      headings: part.headings,
    };
  });
  return { text, passages };
}

/** A revision as the ingest would cut this file; its name says what it is. */
export async function chunked(
  content: string | Uint8Array,
  name = 'page.md',
): Promise<RevisionPassages> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const document = await loadDocument({ bytes, path: name, mediaType: null });
  const title = document.title ?? '';
  const passages = chunkDocument(document).map((passage) => ({
    ...passage,
    sha256: sha256(embeddedText({ ...passage, title, titleStated: document.title !== null })),
  }));
  return { text: document.text, passages };
}

/** A citation of words that stand in the revision, as an answer would carry it. */
export function cite({ text }: RevisionPassages, quote: string, occurrence = 0): CitedWords {
  let start = text.indexOf(quote);
  for (let i = 0; i < occurrence; i++) start = text.indexOf(quote, start + 1);
  if (start < 0) throw new Error(`not in the revision: ${quote}`);
  const end = start + quote.length;
  return {
    span: { start, end },
    quote,
    prefix: text.slice(Math.max(0, start - 32), start),
    suffix: text.slice(end, end + 32),
  };
}
