import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { prepared } from './statements.ts';

/** Texts of revisions lately read, by row id. A revision's text never changes, so none goes out of date. */
export interface TextCache {
  /** @throws INTERNAL when the revision is not in the reader's transaction */
  get(reader: Database, revisionId: number): string;
  /** Forgets all of them: some may be erased. */
  clear(): void;
}

const MAX_CHARACTERS = 32_000_000;

export function createTextCache(): TextCache {
  const texts = new Map<number, string>(); // least lately used first
  let characters = 0;

  function drop(kept: number): void {
    for (const [id, oldest] of texts) {
      if (characters <= MAX_CHARACTERS || id === kept) break;
      texts.delete(id);
      characters -= oldest.length;
    }
  }

  return {
    get(reader, revisionId) {
      let text = texts.get(revisionId);
      if (text !== undefined) texts.delete(revisionId);
      else {
        text = prepared<[number], { text: string }>(
          reader,
          'SELECT text FROM revisions WHERE id = ?',
        ).get(revisionId)?.text;
        if (text === undefined) throw new FootnoteError('INTERNAL', { revisionId });
        characters += text.length;
      }
      texts.set(revisionId, text);
      if (characters > MAX_CHARACTERS) drop(revisionId);
      return text;
    },
    clear() {
      texts.clear();
      characters = 0;
    },
  };
}
