/* Numbers that are written as words: "twenty-one", "a hundred and five thousand". */

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const HUNDRED = 100;
const SCALES = new Map([
  ['hundred', HUNDRED],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);
const WORD_VALUES = new Map([
  ...ONES.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, 20 + 10 * i] as const),
]);
const NUMBER_WORD = new RegExp(
  `\\b(?:${[...WORD_VALUES.keys(), ...SCALES.keys()].join('|')})\\b`,
  'gi',
);
/** What may stand between the words of one number. */
const GAP = /^(?:[\s-]|,?\s(?:and\s)?)$/i;

interface NumberWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** What stands between it and the number word before it, when the two may be of one number. */
  readonly gap: string | null;
}

/** Part of a number: how far it reads and what it comes to. */
interface Part {
  readonly next: number;
  readonly value: number;
}

/**
 * English text with its number words as digits: "twenty-one days" as "21 days". "30 thousand" stays.
 * @param oneCounts whether a "one" before this word (`undefined` = none) is a number and not a pronoun
 */
export function wordsToDigits(
  text: string,
  oneCounts: (next: string | undefined) => boolean,
): string {
  const words = numberWordsOf(text);
  let digits = '';
  let done = 0;
  for (let at = 0; at < words.length;) {
    const { next, value } = readNumber(words, at);
    const [first, last] = [words[at], words[next - 1]];
    at = next;
    if (first === undefined || last === undefined) continue;
    if (scalesDigits(text, first)) continue;
    if (first === last && first.word === 'one' && !oneCounts(wordBehind(text, last.end))) continue;
    digits += text.slice(done, first.start) + String(value);
    done = last.end;
  }
  return digits + text.slice(done);
}

function numberWordsOf(text: string): NumberWord[] {
  const words: NumberWord[] = [];
  for (const { 0: word, index: start } of text.matchAll(NUMBER_WORD)) {
    const before = words.at(-1);
    // The longest gap is ", and ".
    const near = before !== undefined && start - before.end <= 6;
    const gap = near ? text.slice(before.end, start) : '';
    words.push({
      word: word.toLowerCase(),
      start,
      end: start + word.length,
      gap: GAP.test(gap) ? gap.toLowerCase() : null,
    });
  }
  return words;
}

/** The number that begins at a word: groups below a thousand with their scales, which must go down. */
function readNumber(words: readonly NumberWord[], from: number): Part {
  let total = 0;
  let at = from;
  let below = Infinity;
  for (;;) {
    const group = readGroup(words, at);
    const scale = scaleAt(words, group.next, group.next === at && at === from);
    const fits = at === from || mayFollow(words, at, scale > 1 || group.value >= HUNDRED);
    if ((group.next === at && scale === 1) || scale >= below || !fits) break;
    total += Math.max(group.value, group.next === at ? 1 : 0) * scale;
    at = group.next + (scale > 1 ? 1 : 0);
    below = scale;
    if (scale === 1) break;
  }
  return { next: at, value: total };
}

/** A number below a thousand; `next` is `from` when there is none. */
function readGroup(words: readonly NumberWord[], from: number): Part {
  const small = readSmall(words, from);
  const scale = words[small.next];
  if (scale?.word !== 'hundred') return small;
  if (small.next > from && (scale.gap === null || !/^[\s-]$/.test(scale.gap))) return small;
  const hundreds = Math.max(small.value, small.next === from ? 1 : 0) * HUNDRED;
  const rest = readSmall(words, small.next + 1);
  const joined = rest.next > small.next + 1 && mayFollow(words, small.next + 1, false);
  // "Between one hundred and two hundred" are two numbers.
  const ends = words[rest.next]?.word !== 'hundred' || words[rest.next]?.gap === null;
  return joined && ends
    ? { next: rest.next, value: hundreds + rest.value }
    : { next: small.next + 1, value: hundreds };
}

/** A number below a hundred. */
function readSmall(words: readonly NumberWord[], from: number): Part {
  const value = WORD_VALUES.get(words[from]?.word ?? '');
  if (value === undefined) return { next: from, value: 0 };
  const digit = words[from + 1];
  const ones = value >= 20 ? (WORD_VALUES.get(digit?.word ?? '') ?? 0) : 0;
  const joined = ones > 0 && ones < 10 && /^[\s-]$/.test(digit?.gap ?? '');
  return joined ? { next: from + 2, value: value + ones } : { next: from + 1, value };
}

function scaleAt(words: readonly NumberWord[], at: number, begins: boolean): number {
  const word = words[at];
  const scale = SCALES.get(word?.word ?? '') ?? 1;
  return scale > HUNDRED && (begins || /^[\s-]$/.test(word?.gap ?? '')) ? scale : 1;
}

/** "Three thousand, four hundred" is one number, "a thousand, four" is two. */
function mayFollow(words: readonly NumberWord[], at: number, afterComma: boolean): boolean {
  const gap = words[at]?.gap ?? null;
  return gap !== null && (afterComma || !gap.startsWith(',') || gap.includes('and'));
}

/** "30 thousand" and "1.5 million" are read with the digits before them. */
function scalesDigits(text: string, { word, start }: NumberWord): boolean {
  return SCALES.has(word) && /\d[\s-]?$/.test(text.slice(Math.max(0, start - 2), start));
}

function wordBehind(text: string, end: number): string | undefined {
  return /^[\s-](\p{L}+)/u.exec(text.slice(end, end + 30))?.[1]?.toLowerCase();
}
