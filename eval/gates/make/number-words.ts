const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A whole number from 0 to 999 in words: "a hundred" is "one hundred". */
export function inWords(value: number): string {
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) {
    const ones = value % 10 === 0 ? '' : `-${ONES[value % 10] ?? ''}`;
    return `${TENS[Math.floor(value / 10)] ?? ''}${ones}`;
  }
  const rest = value % 100 === 0 ? '' : ` and ${inWords(value % 100)}`;
  return `${ONES[Math.floor(value / 100)] ?? ''} hundred${rest}`;
}

/** Words for two to ninety-nine, the longest first, with their values. */
export const SMALL_NUMBERS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 98 }, (_, index) => [inWords(index + 2), index + 2] as const).sort(
    ([a], [b]) => b.length - a.length,
  ),
);

/** What is counted, so that the number before it is a number of things. */
export const COUNTED =
  'working days|calendar days|days|weeks|months|years|hours|minutes|seconds|people|employees|members|bikes|harbours|vessels|copies|times|pages|titles|episodes|films|devices|profiles|kilometres|instalments|languages|consumers|cards|desks|payments|lunches|passengers|tickets|downloads|nights|seats';
