import type { ReadText } from './read.ts';
import type { Quantity, Token } from './types.ts';

/** What a claim and its quotes say apart from the two quantities. */
export interface Circumstances {
  /** Whether one of them is denied and the other is not: "after 14 days" may then say what "within 14 days" says. */
  areOpposed(said: Quantity, held: Quantity): boolean;
  /** Years that the quotes name: "1 March" may stand under one of them. */
  readonly years: ReadonlySet<number>;
  /** Months that they name: "the 28th" may be of one of them. */
  readonly months: ReadonlySet<number>;
}

export function circumstancesOf(said: ReadText, held: ReadText): Circumstances {
  return {
    areOpposed: (one, other) => isDenied(one, said) !== isDenied(other, held),
    years: yearsOf(held),
    months: monthsOf(held),
  };
}

const DENIALS =
  /^(?:not|no|never|cannot|nobody|neither|nor|without|unless|except|against|too|(?:expire|lapse|close)[ds]?|(?:forbid|ban|prohibit|refuse|avoid|exclude|exempt)(?:s|d|n?ed|den)?)$|n['’]t$/;
const SENTENCE_MARK = /^(?:[.!?]|because|while|whereas|but|although|though)$/;
const REACH = 40;

/** Whether the sentence of a quantity denies, an even number of times not at all. */
function isDenied(quantity: Quantity, { tokens }: ReadText): boolean {
  const { from, to } = quantity;
  let first = from;
  while (first > 0 && from - first < REACH && !SENTENCE_MARK.test(tokens[first - 1]?.text ?? '')) {
    if (tokens[first]?.startsLine) break;
    first--;
  }
  let last = to;
  while (
    last < tokens.length &&
    last - to < REACH &&
    !SENTENCE_MARK.test(tokens[last]?.text ?? '')
  ) {
    if (tokens[last]?.startsLine) break;
    last++;
  }
  // What turned the bound round is no second denial.
  let count = 'bound' in quantity && quantity.bound?.turned === true ? 1 : 0;
  for (let at = first; at < last; at++) if (denies(tokens, at)) count++;
  return count % 2 === 1;
}

/** "No later than", "not before": a denial that belongs to a bound. */
function isComparison(tokens: readonly Token[], at: number): boolean {
  if (!/^(?:no|not)$/.test(tokens[at]?.text ?? '')) return false;
  const next = tokens[at + 1]?.text ?? '';
  return tokens[at + 2]?.text === 'than' || /^(?:before|after|until|over|under)$/.test(next);
}

/** A "no" at the beginning answers, that of "no later than" bounds, and "whether or not" leaves open. */
function denies(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  if (!DENIALS.test(text) || (text === 'no' && tokens[at + 1]?.text === ',')) return false;
  return tokens[at - 1]?.text !== 'or' && !isComparison(tokens, at);
}

function yearsOf({ quantities }: ReadText): ReadonlySet<number> {
  const years = new Set<number>();
  for (const quantity of quantities) {
    if (quantity.kind === 'date') {
      for (const { year } of quantity.readings) if (year !== undefined) years.add(year);
    } else if (quantity.kind === 'amount') {
      for (const { number, measure } of quantity.readings) if (measure === null) years.add(number);
    }
  }
  return years;
}

function monthsOf({ quantities }: ReadText): ReadonlySet<number> {
  return new Set(
    quantities.flatMap((quantity) =>
      quantity.kind === 'date' ? quantity.readings.flatMap(({ month }) => month ?? []) : [],
    ),
  );
}
