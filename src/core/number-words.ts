/* Numbers that are written as words: "twenty-one", "a hundred and five thousand". */

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);
const WORD_VALUES = new Map([
  ...ONES.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, 20 + 10 * i] as const),
]);

const DIGIT = ONES.slice(1, 10).join('|');
const SMALL = `(?:(?:${TENS.join('|')})(?:[\\s-](?:${DIGIT}))?|${ONES.join('|')})`;
const SCALED = `(?:${SMALL}\\s)?(?:${[...SCALES.keys()].join('|')})(?:\\s(?:thousand|million|billion))?`;
const NUMBER_WORDS = new RegExp(
  `\\b(?:${SCALED}(?:,?\\s(?:and\\s)?${SCALED})*(?:,?\\s(?:and\\s)?${SMALL})?|${SMALL})\\b`,
  'g',
);

/**
 * Lower-case English text with its number words as digits: "twenty-one days" as "21 days".
 * @param oneCounts whether a "one" before this word (`undefined` = none) is a number and not a pronoun
 */
export function wordsToDigits(
  text: string,
  oneCounts: (next: string | undefined) => boolean,
): string {
  return text.replace(NUMBER_WORDS, (phrase: string, at: number) => {
    const next = /^[\s-](\p{L}+)/u.exec(text.slice(at + phrase.length, at + phrase.length + 30));
    return phrase !== 'one' || oneCounts(next?.[1]) ? String(valueOf(phrase)) : phrase;
  });
}

function valueOf(phrase: string): number {
  let total = 0;
  let group = 0;
  for (const word of phrase.split(/[\s,-]+/)) {
    const scale = SCALES.get(word);
    if (scale === undefined) group += WORD_VALUES.get(word) ?? 0;
    else if (scale === 100) group = Math.max(group, 1) * scale;
    else {
      total += Math.max(group, 1) * scale;
      group = 0;
    }
  }
  return total + group;
}
