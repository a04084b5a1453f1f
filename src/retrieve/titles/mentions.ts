import { fold } from '../../core/analyse.ts';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { Title } from './types.ts';
import { wholeWords } from './values.ts';

/** A title that a text names, and where. */
export interface Mention {
  readonly title: Title;
  readonly index: number;
}

const ARTICLE = /^(?:the|a|an) /;

/**
 * Titles that a text names, in any case and with or without their first article; longer names first, so
 * that "Winter" is not found in "A Winter in Kesh". A name of one word counts only as it is written, since
 * it is mostly just a word.
 * @param written the text as it was typed
 */
export function takeTitles(reader: Reader, written: string, catalogue: Catalogue): Mention[] {
  const byName = new Map<string, Title>();
  for (const title of catalogue.titles) {
    const name = fold(title.name).replaceAll('’', "'");
    const bare = name.replace(ARTICLE, '');
    byName.set(bare.includes(' ') ? bare : name, title);
  }
  const text = fold(written).replaceAll('’', "'");
  const named = [...byName].filter(
    ([name, title]) =>
      text.includes(name) && (name.includes(' ') || isWritten(written, title.name)),
  );
  return named
    .toSorted(([a], [b]) => b.length - a.length)
    .flatMap(([name, title]) => {
      const match = reader.take(wholeWords(name));
      return match === null ? [] : [{ title, index: match.index }];
    })
    .toSorted((a, b) => a.index - b.index);
}

/** Within a sentence, or between quote marks: a word that begins a sentence has its capital from there. */
function isWritten(text: string, name: string): boolean {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<=[^.?!]\\s|["“‘'])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(text);
}
