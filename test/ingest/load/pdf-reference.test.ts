import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asFootnoteError, type ErrorCode, type FootnoteError } from '../../../src/core/errors.ts';
import { quantile } from '../../../src/core/quantile.ts';
import { pdfLoader } from '../../../ingest/load/pdf.ts';
import type { LoadedDocument } from '../../../ingest/load/types.ts';

/** What poppler says of a PDF; `text_head` is all of its text when that is short. */
interface Reference {
  readonly file: string;
  /** 0 = poppler could read it, with a password where it was told one. */
  readonly rc: number;
  readonly encrypted: string | null;
  readonly text_head: string;
}

const DOCUMENTS = resolve(import.meta.dirname, '../../../../shared/data/documents');
const REFERENCE = join(DOCUMENTS, 'poppler_reference.jsonl');
const here = existsSync(REFERENCE);

function words(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Share of the wanted words that are there, each as often as it is wanted. */
function shareOf(wanted: readonly string[], text: string): number {
  const left = new Map<string, number>();
  for (const word of words(text)) left.set(word, (left.get(word) ?? 0) + 1);
  const found = wanted.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  });
  return found.length / wanted.length;
}

async function loadOrError(path: string): Promise<LoadedDocument | FootnoteError> {
  try {
    return await pdfLoader.load({ bytes: readFileSync(path), path, mediaType: null });
  } catch (error) {
    return asFootnoteError(error);
  }
}

describe.skipIf(!here)(
  `PDFs of other projects${here ? '' : ` (skipped: there is no ${REFERENCE})`}`,
  () => {
    it('have the words that poppler finds, or a code that fits', { timeout: 120_000 }, async () => {
      const shares: number[] = [];
      const refused: ErrorCode[] = [];
      const lines = readFileSync(REFERENCE, 'utf8').trim().split('\n');
      for (const reference of lines.map((line) => JSON.parse(line) as Reference)) {
        const path = join(DOCUMENTS, 'pdf', reference.file);
        const loaded = await loadOrError(path);
        const text = 'code' in loaded ? '' : loaded.text;
        if ('code' in loaded) refused.push(loaded.code);
        if (reference.rc !== 0)
          expect([reference.file, 'code' in loaded]).toEqual([reference.file, true]);
        // Nobody told us the passwords that poppler was told.
        if ('code' in loaded && loaded.code === 'ENCRYPTED') continue;
        const wanted = words(reference.text_head);
        if (reference.rc === 0 && wanted.length > 0) shares.push(shareOf(wanted, text));
      }
      expect(shares.length).toBeGreaterThan(70);
      expect(quantile(shares, 0.5)).toBeGreaterThanOrEqual(0.95);
      expect(shares.filter((share) => share >= 0.8).length / shares.length).toBeGreaterThanOrEqual(
        0.9,
      );
      expect(new Set(refused)).toEqual(new Set(['NO_TEXT', 'ENCRYPTED', 'CORRUPT_DOCUMENT']));
    });
  },
);
