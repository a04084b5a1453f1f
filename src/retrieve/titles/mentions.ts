import { wordsOf } from './phrases.ts';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { Title } from './types.ts';
import { escapePattern } from '../../core/escape-pattern.ts';

/** A title that a text names, and where in the reader's text. */
export interface Mention {
  readonly title: Title;
  readonly index: number;
}

/** Names of so many words are no accident, however they are written. */
const TELLING_WORDS = 3;
const NAMING =
  /\b(?:like|to|loved|liked|enjoyed|adored|seen|watched|finished|hated|than|called|after)\s+(?:the |an? )?$/;

/**
 * Titles that a text names, with or without their first article. A name of one or two words counts where it is
 * written as a name, since it may be just words; one of two also after words that a title follows.
 * @param written the text as it was typed
 */
export function takeTitles(reader: Reader, written: string, catalogue: Catalogue): Mention[] {
  const phrases = reader.takePhrases(catalogue.titlesByName(), ({ start, end, value }) => {
    const words = wordsOf(reader.text.slice(start, end)).split(' ').length;
    if (words >= TELLING_WORDS || isWritten(written, value.name)) return true;
    return words > 1 && NAMING.test(reader.text.slice(Math.max(0, start - 40), start));
  });
  const seen = new Set<number>();
  return phrases.flatMap(({ start, value }) => {
    if (seen.has(value.slot)) return [];
    seen.add(value.slot);
    return [{ title: value, index: start }];
  });
}

/** With its capitals; a name of one word not where a sentence begins, which any word has one for. */
function isWritten(text: string, name: string): boolean {
  const bare = name.replace(/^(?:The|An?) /, '');
  const telling = bare.includes(' ') ? bare : name;
  const escaped = escapePattern(telling);
  const before = telling.includes(' ') ? '(?<![\\p{L}\\p{N}])' : '(?<=[^.?!]\\s|["“‘\'])';
  return new RegExp(`${before}${escaped}(?![\\p{L}\\p{N}])`, 'u').test(text);
}
