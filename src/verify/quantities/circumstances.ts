import type { Denials } from './bounds.ts';
import type { ReadText } from './read.ts';

/** What a claim and its quotes say apart from the two quantities. */
export interface Circumstances extends Denials {
  /** Years that the quotes name: "1 March" may stand under one of them. */
  readonly years: ReadonlySet<number>;
  /** Months that they name: "the 28th" may be of one of them. */
  readonly months: ReadonlySet<number>;
}

export function circumstancesOf(said: ReadText, held: ReadText): Circumstances {
  const [one, other] = [denies(said), denies(held)];
  return {
    hedged: one !== other,
    negated: one || other,
    years: yearsOf(held),
    months: monthsOf(held),
  };
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
