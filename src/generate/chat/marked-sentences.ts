import { isStopTerm, tokenise, type Token } from '../../core/analyse.ts';
import { splitSentences } from '../../core/sentences.ts';
import type { Evidence, Source } from '../types.ts';
import { MalformedClaim, plainClaim, SOURCE_MARK } from './claim-text.ts';

/*
 * Small models write "Refunds take 14 days [1]." whatever form they are asked for. Such a sentence names its
 * source but no words of it, so that the words are looked for: the longest run of the sentence's words that
 * stands in one sentence, row or entry of the source, which is then quoted whole.
 */

/** Fewer content words in a row stand in many sentences that say something else. */
const MIN_CONTENT_WORDS = 2;
/** "14 days. [1]": the mark belongs to the sentence before it. */
const BEHIND_END = new RegExp(`([.!?])\\s?((?:\\s?${SOURCE_MARK.source})+)`, 'giu');

export interface MarkedClaim {
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

export function hasSourceMark(text: string): boolean {
  return text.search(SOURCE_MARK) >= 0;
}

/** The sentences of a line, each with the marks that stand behind it. */
export function markedSentences(line: string): string[] {
  const plain = line.replace(/\s+/g, ' ').trim();
  const inFront = plain.replace(BEHIND_END, (_, end: string, marks: string) => `${marks}${end}`);
  const whole = { start: 0, end: inFront.length };
  return splitSentences(inFront, whole).map(({ start, end }) => inFront.slice(start, end));
}

/** @throws MalformedClaim when no source that it names holds enough of its words in a row */
export function readMarkedSentence(sentence: string, sources: readonly Source[]): MarkedClaim {
  const words = tokenise(sentence.replace(SOURCE_MARK, ' '));
  if (/^\W*$/u.test(sentence.slice(0, sentence.search(SOURCE_MARK)))) {
    throw new MalformedClaim('a mark without words before it');
  }
  const numbers = [...sentence.matchAll(SOURCE_MARK)].flatMap(([, list = '']) =>
    list.split(/\D+/).map(Number),
  );
  const evidence = [...new Set(numbers)].flatMap((number): Evidence[] => {
    const source = sources[number - 1];
    const found = source === undefined ? null : holdingUnit(words, source);
    return found === null ? [] : [{ source: number, ...found }];
  });
  if (evidence.length === 0) throw new MalformedClaim('its words stand in no source that it names');
  const quotes = evidence.map(({ quote }) => quote);
  return { text: plainClaim(sentence, quotes), evidence };
}

/** The unit with the most content words of the sentence in a row; of equals the one that shares more of them. */
function holdingUnit(words: readonly Token[], source: Source): Omit<Evidence, 'source'> | null {
  const { revisionText, units } = source.passage;
  let best: { quote: string; start: number } | null = null;
  let bestRun = MIN_CONTENT_WORDS - 1;
  let bestShared = 0;
  for (const { kind, start, end } of units) {
    if (kind === 'heading') continue;
    const quote = revisionText.slice(start, end);
    const unit = tokenise(quote);
    const run = longestRun(words, unit);
    const shared = sharedTerms(words, unit);
    if (run < bestRun || run < MIN_CONTENT_WORDS || (run === bestRun && shared <= bestShared))
      continue;
    [best, bestRun, bestShared] = [{ quote, start }, run, shared];
  }
  return best;
}

/** Content words in the run of successive words that both texts have and that holds the most of them. */
function longestRun(first: readonly Token[], second: readonly Token[]): number {
  let longest = 0;
  let before = new Array<number>(second.length + 1).fill(0);
  for (const { word, term } of first) {
    const weight = isStopTerm(term) ? 0 : 1;
    const runs = second.map((other, i) => (other.word === word ? (before[i] ?? 0) + weight : 0));
    longest = runs.reduce((most, run) => Math.max(most, run), longest);
    before = [0, ...runs];
  }
  return longest;
}

function sharedTerms(first: readonly Token[], second: readonly Token[]): number {
  const terms = new Set(second.map(({ term }) => term));
  const content = first.filter(({ term }) => !isStopTerm(term) && terms.has(term));
  return new Set(content.map(({ term }) => term)).size;
}
