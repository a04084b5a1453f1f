import { quantitiesAgree } from './quantities/agree.ts';
import { isMisplaced } from './quantities/binding.ts';
import { daysSupported } from './quantities/weekdays.ts';
import { ratesSupported } from './quantities/rates.ts';
import { isPremise } from './quantities/premise.ts';
import { readQuantities } from './quantities/read.ts';
import type { ReadText } from './quantities/read.ts';
import type { Amount, Quantity } from './quantities/types.ts';

/*
 * Numbers with what they count, by value: "thirty days", "30 days" and "30-day" are one quantity, "30 %"
 * another, and "at least 30 days" is not "at most". What a claim says must stand in its quotes; a question or
 * a heading lends no numbers, since a wrong number of a question would come back as an answer.
 */

/**
 * Whether each number, amount, date, time and numbered name of the claim stands among those of its quotes:
 * its value, what it counts, and which way it bounds.
 */
export function quantitiesSupported(claim: string, quotes: string, question = ''): boolean {
  const said = readQuantities(claim);
  const held = readQuantities(quotes);
  const denials = [said, held].map(denies);
  const circumstances = {
    hedged: denials[0] !== denials[1],
    negated: denials.includes(true),
    years: yearsOf(held),
    months: monthsOf(held),
  };
  const asked = readQuantities(question);
  const stands = (quantity: Quantity): boolean => {
    const agrees = (quote: Quantity): boolean => quantitiesAgree(quantity, quote, circumstances);
    if (!held.quantities.some(agrees)) return false;
    return quantity.kind !== 'amount' || !isMisplaced(quantity, said, held, agrees);
  };
  return (
    said.quantities.every(
      (quantity) =>
        asksNothing(quantity, said, held) ||
        stands(quantity) ||
        isPremise(quantity, said, held, asked),
    ) &&
    ratesSupported(said, held) &&
    daysSupported(said, held)
  );
}

/** "A year", "the two" and "first" say little, unless the quotes have another number with the same noun. */
function asksNothing(quantity: Quantity, said: ReadText, held: ReadText): boolean {
  if (quantity.kind === 'amount') return quantity.implied || isPronoun(quantity, said);
  if (quantity.kind !== 'ordinal' || quantity.value > 2) return false;
  const rivals = held.quantities.filter(
    (quote) => quote.kind === 'ordinal' && quote.noun !== null && quote.noun === quantity.noun,
  );
  return rivals.length === 0;
}

/** "Wherever the two differ". */
function isPronoun({ from, readings }: Amount, { tokens }: ReadText): boolean {
  const [reading] = readings;
  if (reading?.number !== 2 || reading.measure !== null || reading.noun !== null) return false;
  return /^(?:the|these|those|between)$/.test(tokens[from - 1]?.text ?? '');
}

const DENIALS = /^(?:not|no|never|cannot|nobody|without|unless|except|only|otherwise)$|n['’]t$/;

/** A "no" at the beginning answers, and that of "no later than" bounds; they deny nothing. */
function denies({ tokens }: ReadText): boolean {
  return tokens.some(({ text }, at) => {
    if (!DENIALS.test(text) || (at === 0 && text === 'no')) return false;
    return tokens[at + 2]?.text !== 'than';
  });
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
