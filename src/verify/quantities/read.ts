import { readAmount } from './amounts.ts';
import { boundBefore, boundBehind } from './bounds.ts';
import { cutoffBefore } from './cutoffs.ts';
import { readDate } from './dates.ts';
import { joinQuantities } from './join.ts';
import { readLabel, readOrdinal } from './labels.ts';
import { readTime } from './times.ts';
import { tokensOf } from './tokens.ts';
import type { DateQuantity, Quantity, Token } from './types.ts';

/** A text as the gate reads it. */
export interface ReadText {
  readonly tokens: readonly Token[];
  readonly quantities: readonly Quantity[];
}

/** Every number, amount, date, time and name made of digits of a text, in the order they stand. */
export function readQuantities(text: string): ReadText {
  const tokens = tokensOf(text);
  const quantities: Quantity[] = [];
  for (let at = 0; at < tokens.length;) {
    const quantity = readAt(tokens, at);
    if (quantity !== null) quantities.push(quantity);
    at = quantity?.to ?? at + 1;
  }
  return { tokens, quantities: joinQuantities(tokens, quantities) };
}

/** A date is taken as a whole, so that "1 March 2026" does not lend its 1 to another claim. */
function readAt(tokens: readonly Token[], at: number): Quantity | null {
  return (
    dateAt(tokens, at) ??
    readTime(tokens, at) ??
    readOrdinal(tokens, at) ??
    readLabel(tokens, at) ??
    readAmount(tokens, at)
  );
}

function dateAt(tokens: readonly Token[], at: number): DateQuantity | null {
  const date = readDate(tokens, at);
  if (date === null) return null;
  const bound = boundBehind(tokens, date.to) ?? boundBefore(tokens, at);
  const cutoff = cutoffBefore(tokens, at);
  return { kind: 'date', from: at, bound, cutoff, end: null, ...date };
}
