import { createRandom } from '../typos.ts';

/** Writes what nobody wrote before, the same from the same seed. */
export interface Inventor {
  sentence(): string;
  /** As long as SQuAD's are. */
  paragraph(): string;
}

/** Of SQuAD's paragraphs, in UTF-16 code units: what share of them is at most how long. */
const PARAGRAPH_LENGTHS = [
  { share: 0, characters: 158 },
  { share: 0.1, characters: 385 },
  { share: 0.25, characters: 545 },
  { share: 0.5, characters: 676 },
  { share: 0.75, characters: 876 },
  { share: 0.9, characters: 1130 },
  { share: 1, characters: 1760 },
];
const SENTENCE_END = /[.?!]["”)]?$/;
const SENTENCE_WORDS = { min: 5, max: 60 };
const VOCABULARY_WORDS = 30_000;

/**
 * Out of the words of `texts`, each as likely to follow another as it is there (a Markov chain of order 1):
 * a question's words stand in it about as often as in real text, and so cost a search as much.
 */
export function inventFrom(texts: readonly string[], seed: number): Inventor {
  const random = createRandom(seed);
  const any = (from: readonly number[]): number => from[Math.floor(random() * from.length)] ?? 0;
  const words = texts.join(' ').split(' ');
  const places = new Map<string, number[]>();
  const starts: number[] = [];
  words.forEach((word, at) => {
    const known = places.get(word);
    if (known === undefined) places.set(word, [at]);
    else known.push(at);
    if (SENTENCE_END.test(words[at - 1] ?? '.')) starts.push(at);
  });
  return inventor(random, () => {
    const sentence = [words[any(starts)] ?? ''];
    for (;;) {
      const last = sentence.at(-1) ?? '';
      const ends = SENTENCE_END.test(last) && sentence.length >= SENTENCE_WORDS.min;
      if (ends || sentence.length >= SENTENCE_WORDS.max) return sentence.join(' ');
      sentence.push(words[any(places.get(last) ?? starts) + 1] ?? 'End.');
    }
  });
}

/** Out of made-up words that are frequent as in a language: the n-th about 1/n as often as the first. */
export function inventFreely(seed: number): Inventor {
  const random = createRandom(seed);
  const words = Array.from({ length: VOCABULARY_WORDS }, () => inventWord(random));
  const word = (): string => words[Math.floor(words.length ** random()) - 1] ?? 'the';
  return inventor(random, () => {
    const text = Array.from({ length: 8 + Math.floor(random() * 20) }, word).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  });
}

function inventor(random: () => number, sentence: () => string): Inventor {
  return {
    sentence,
    paragraph() {
      const characters = drawLength(random());
      let text = sentence();
      while (text.length < characters) text += ` ${sentence()}`;
      return text;
    },
  };
}

/** The length that a share of the paragraphs does not exceed, in UTF-16 code units. */
function drawLength(share: number): number {
  const above = PARAGRAPH_LENGTHS.findIndex((point) => point.share > share);
  const [from, to] = [PARAGRAPH_LENGTHS[above - 1], PARAGRAPH_LENGTHS[above]];
  if (from === undefined || to === undefined) return 0;
  const part = (share - from.share) / (to.share - from.share);
  return from.characters + part * (to.characters - from.characters);
}

function inventWord(random: () => number): string {
  const pick = (letters: string): string => letters.charAt(Math.floor(random() * letters.length));
  const syllables = Array.from(
    { length: 1 + Math.floor(random() * 4) },
    () => pick('bcdfghklmnprstvw') + pick('aeiou'),
  );
  return syllables.join('') + pick('nrstl');
}
