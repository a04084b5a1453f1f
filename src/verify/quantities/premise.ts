import type { ReadText } from './read.ts';
import { quantitiesAgree } from './agree.ts';
import type { Measure } from './measures.ts';
import type { Quantity, Reading } from './types.ts';
import { nameOf } from './units.ts';

/** What may stand before the case that an answer begins with: "With 320 km", "No, after six years". */
const FRONT =
  /^(?:yes|no|not|so|,|:|;|-|with|at|for|after|in|on|if|when|even|an?|the|as|€|\$|£|eur|gbp|usd)$/;

/**
 * Whether a quantity is the case that was asked about, and no statement: "With 320 km you can still return it",
 * asked for 320 km, where a quote says "more than 500 km". It begins the claim, stands in the question, and
 * its quotes draw a line for the same unit; "your 30 bikes" may stand anywhere. Else a question lends no numbers.
 */
export function isPremise(
  quantity: Quantity,
  said: ReadText,
  held: ReadText,
  asked: ReadText,
): boolean {
  const fronted = said.tokens.slice(0, quantity.from).every(({ text }) => FRONT.test(text));
  if (
    !(fronted || isOfAsker(quantity, said)) ||
    !asked.quantities.some((other) => standsIn(quantity, other))
  )
    return false;
  if (quantity.kind === 'amount' && !held.quantities.some(isLine)) return false;
  return held.quantities.some((line) => countsAlike(quantity, line));
}

const NOTHING: ReadonlySet<number> = new Set();
const ANY_CASE = {
  areOpposed: () => true,
  years: NOTHING,
  months: NOTHING,
};

function standsIn(quantity: Quantity, asked: Quantity): boolean {
  return quantitiesAgree(quantity, asked, ANY_CASE);
}

/** Whether a quantity bounds: "up to 30 km", "3 to 5 days". */
function isLine(quantity: Quantity): boolean {
  return quantity.kind === 'amount' && (quantity.bound !== null || quantity.end !== null);
}

function countsAlike(quantity: Quantity, line: Quantity): boolean {
  if (quantity.kind === 'date') return line.kind === 'date';
  if (quantity.kind !== 'amount' || line.kind !== 'amount') return false;
  return quantity.readings.some(({ measure, noun }) =>
    line.readings.some((other) =>
      measure === null
        ? noun === other.noun
        : measure.base === other.measure?.base || isAge(measure, other),
    ),
  );
}

const SUPPOSES = /^(?:if|since|as|because|when|given|with|unless)$/;
const PARTS = /^[.;:,!?()]$/;
const REACH = 8;

/** "Your 30 bikes", "since your bike has done 150 km": what the asker told, and no limit. */
function isOfAsker(quantity: Quantity, { tokens }: ReadText): boolean {
  if ('bound' in quantity && quantity.bound !== null) return false;
  if (tokens[quantity.from - 1]?.text === 'your') return true;
  const before = tokens.slice(Math.max(0, quantity.from - REACH), quantity.from);
  const clause = before.slice(before.findLastIndex(({ text }) => PARTS.test(text)) + 1);
  const supposes = clause.findIndex(({ text }) => SUPPOSES.test(text));
  return supposes >= 0 && clause.slice(supposes).some(({ text }) => /^your?$/.test(text));
}

/** A "15-year-old" under "from the age of 16". */
function isAge(said: Measure, { measure, noun }: Reading): boolean {
  return nameOf(said) === '12 month' && measure === null && noun === null;
}
