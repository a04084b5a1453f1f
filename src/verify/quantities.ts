import { quantitiesAgree } from './quantities/agree.ts';
import { circumstancesOf } from './quantities/circumstances.ts';
import { bindingOf } from './quantities/binding.ts';
import { countsAnother } from './quantities/counted.ts';
import { daysSupported } from './quantities/weekdays.ts';
import { ratesSupported } from './quantities/rates.ts';
import { periodsSupported } from './quantities/periods.ts';
import { isPremise } from './quantities/premise.ts';
import { readQuantities } from './quantities/read.ts';
import type { ReadText } from './quantities/read.ts';
import type { Amount, Quantity } from './quantities/types.ts';

/*
 * Numbers with what they count, by value: "thirty days", "30 days" and "30-day" are one quantity, "30 %"
 * another, and "at least 30 days" is not "at most". What a claim says must stand in its quotes; a question or
 * a heading lends no numbers, since a wrong number of a question would come back as an answer.
 */

/** Each is compared with each of the quotes; no claim that anyone would read has so many. */
const MAX_QUANTITIES = 500;

/**
 * Whether each number, amount, date, time and numbered name of the claim stands among those of its quotes:
 * its value, what it counts, and which way it bounds. False for a claim of more than 500 of them.
 * @param quotes what the claim may take them from: its quotes, and the columns or fields they stand under
 * @param question lends only the case that an answer begins with ("After 20 days, …")
 */
export function quantitiesSupported(claim: string, quotes: string, question = ''): boolean {
  const said = readQuantities(claim);
  const held = readQuantities(quotes);
  const circumstances = circumstancesOf(said, held);
  const asked = readQuantities(question);
  const isMisplaced = bindingOf(said, held);
  const stands = (quantity: Quantity): boolean => {
    const agrees = (quote: Quantity): boolean => quantitiesAgree(quantity, quote, circumstances);
    const standing = held.quantities.filter(agrees);
    if (standing.length === 0) return false;
    if (quantity.kind === 'amount' && countsAnother(quantity, standing)) return false;
    return !isMisplaced(quantity, agrees);
  };
  if (said.quantities.length > MAX_QUANTITIES) return false;
  return (
    said.quantities.every(
      (quantity) =>
        asksNothing(quantity, said, held) ||
        stands(quantity) ||
        said.quantities.some((sum) => isSum(sum, quantity) && stands(sum)) ||
        isPremise(quantity, said, held, asked),
    ) &&
    ratesSupported(said, held) &&
    daysSupported(said, held) &&
    periodsSupported(said, held)
  );
}

/** Whether the one is a sum with the other in it: "3 h 30 min" stands where "3.5 hours" do. */
function isSum(sum: Quantity, { from, to }: Quantity): boolean {
  return (sum.from < from && to <= sum.to) || (sum.from <= from && to < sum.to);
}

/** "A year", "the two" and "first" say little, unless the quotes have another number with the same noun. */
function asksNothing(quantity: Quantity, said: ReadText, held: ReadText): boolean {
  if (quantity.kind === 'amount') {
    return quantity.implied || isPronoun(quantity, said, held) || isNoneOrAll(quantity, held);
  }
  if (quantity.kind !== 'ordinal' || quantity.value > 2) return false;
  if (isDayOfMonth(quantity, said)) return false;
  const rivals = held.quantities.filter(
    (quote) => quote.kind === 'ordinal' && quote.noun !== null && quote.noun === quantity.noun,
  );
  return rivals.length === 0;
}

/** "The first of the next month". */
function isDayOfMonth({ to }: Quantity, { tokens }: ReadText): boolean {
  const behind = tokens.slice(to, to + 4).map(({ text }) => text);
  return behind[0] === 'of' && behind.some((text) => /^months?$/.test(text));
}

/** "€0" where something is free, "100 %" where it is the whole. */
function isNoneOrAll({ readings }: Amount, { tokens }: ReadText): boolean {
  const isSaid = (words: RegExp): boolean => tokens.some(({ text }) => words.test(text));
  return readings.every(({ number, measure }) => {
    if (number === 0 && measure?.dimension === 'money') return isSaid(FREE);
    return number === 100 && measure?.base === 'percent' && isSaid(WHOLE);
  });
}

const FREE = /^(?:free|nothing|no|without)$/;
const WHOLE = /^(?:whole|full|fully|entire|all)$/;

/** "Wherever the two differ", and "the two parties" for "either party". */
function isPronoun({ from, readings }: Amount, { tokens }: ReadText, held: ReadText): boolean {
  const [reading] = readings;
  if (reading?.number !== 2 || reading.measure !== null) return false;
  const eachOf = held.tokens.some(({ text }) => /^(?:either|each|neither)$/.test(text));
  if (reading.noun !== null && !eachOf) return false;
  return /^(?:the|these|those|between)$/.test(tokens[from - 1]?.text ?? '');
}
