import type { Span } from '../core/model.ts';
import type { RevisionPassages } from '../store/types.ts';
import { wordsInPlaceOf } from './compare/words-in-place.ts';

/** A citation as far as its whereabouts go; the span points into the canonical text of the cited revision. */
export interface CitedWords {
  readonly span: Span;
  readonly quote: string;
  /** The characters before the quote, and behind it. */
  readonly prefix: string;
  readonly suffix: string;
}

/** A place in the current revision, and the words that stand there. */
export interface Whereabouts {
  readonly span: Span;
  readonly quote: string;
}

/**
 * Where the quoted words are in the current revision: at the same span; else where they stand word for
 * word, in surroundings most like the old ones, then nearest to the old place; else the words that took
 * their place, as whole sentences or rows. null when nothing took it, or when fewer than MIN_SHARED of the
 * quoted words are left there.
 */
export function whereaboutsOf(
  citation: CitedWords,
  cited: RevisionPassages,
  current: RevisionPassages,
): Whereabouts | null {
  const span =
    verbatimPlace(citation, current.text) ?? wordsInPlaceOf(citation.span, cited, current);
  return span && { span, quote: current.text.slice(span.start, span.end) };
}

function verbatimPlace({ span, quote, prefix, suffix }: CitedWords, text: string): Span | null {
  if (quote === '') return null;
  if (text.startsWith(quote, span.start)) return placeAt(span.start, quote);
  let best: { readonly at: number; readonly fit: number } | null = null;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const fit = commonBefore(text, at, prefix) + commonBehind(text, at + quote.length, suffix);
    const nearer = best !== null && Math.abs(at - span.start) < Math.abs(best.at - span.start);
    if (best === null || fit > best.fit || (fit === best.fit && nearer)) best = { at, fit };
  }
  return best && placeAt(best.at, quote);
}

function placeAt(start: number, quote: string): Span {
  return { start, end: start + quote.length };
}

/** How many characters before `at` are those that `prefix` ends with. */
function commonBefore(text: string, at: number, prefix: string): number {
  let common = 0;
  while (
    common < Math.min(at, prefix.length) &&
    text[at - 1 - common] === prefix[prefix.length - 1 - common]
  ) {
    common++;
  }
  return common;
}

/** How many characters from `at` on are those that `suffix` begins with. */
function commonBehind(text: string, at: number, suffix: string): number {
  let common = 0;
  while (common < suffix.length && text[at + common] === suffix[common]) common++;
  return common;
}
