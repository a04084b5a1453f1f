import { createPhraseIndex, type PhraseIndex } from './phrases.ts';
import { plainWords } from './plain-words.ts';
import type { Title } from './types.ts';

const ARTICLE = /^(?:the|a|an) /;

/** Titles by their names with and without a first article. */
export function nameIndex(titles: readonly Title[]): PhraseIndex<Title> {
  return createPhraseIndex(
    titles.flatMap((title) => {
      const plain = plainWords(title.name);
      const bare = plain.replace(ARTICLE, '');
      return bare.includes(' ') && bare !== plain
        ? [
            [plain, title],
            [bare, title],
          ]
        : [[plain, title]];
    }),
  );
}
