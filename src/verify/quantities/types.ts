import type { Measure } from './measures.ts';

/** A word, a number or a mark of a text, where it stands. */
export interface Token {
  readonly kind: 'word' | 'number' | 'mark';
  /** Lower case. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  /** Whether white space stands before it, and whether a line begins with it. */
  readonly spaced: boolean;
  readonly startsLine: boolean;
  /** What a number may come to: "1.000" is one or a thousand. Empty for anything else. */
  readonly values: readonly number[];
}

/** Which way a number bounds. `strict` without the number itself; null where usage is loose ("over"). */
export interface Bound {
  readonly direction: 'up' | 'down';
  readonly strict: boolean | null;
  /** "By", "until", "no later than": with "before" behind the number they turn round. */
  readonly deadline: boolean;
  /** A denial further off turned it round: "may not store more than". */
  readonly turned: boolean;
}

/** One way to read an amount. `noun` is the stem of what is counted, when it is no measure. */
export interface Reading {
  readonly number: number;
  readonly measure: Measure | null;
  readonly noun: string | null;
}

/** Where from something else an amount leads: "an hour before sunset", "5 points above the base rate". */
export type Offset = 'before' | 'after' | 'above' | 'below';

interface Placed {
  /** Index of the first token, and of the one behind the last. */
  readonly from: number;
  readonly to: number;
}

export interface Amount extends Placed {
  readonly kind: 'amount';
  readonly readings: readonly Reading[];
  /** What it is per: units and stems of nouns. */
  readonly per: readonly string[];
  readonly bound: Bound | null;
  /** Which end of a range it is. */
  readonly end: 'low' | 'high' | null;
  readonly offset: Offset | null;
  /** "Roughly 50": a claim may round what its quote says. */
  readonly approximate: boolean;
  /** "A year" may lend its 1 to a claim, and asks for nothing in one. */
  readonly implied: boolean;
}

/** Parts of a date as far as they are stated: month 1 to 12, quarter 1 to 4. */
export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly quarter?: number;
  /** "The end of March". */
  readonly edge?: 'start' | 'middle' | 'end';
}

/** Which side of a date is meant, and whether without it: "before July". */
export interface Cutoff {
  readonly direction: 'up' | 'down';
  readonly exclusive: boolean;
}

export interface DateQuantity extends Placed {
  readonly kind: 'date';
  /** "1/3/2026" can be read two ways. */
  readonly readings: readonly DateParts[];
  readonly bound: Bound | null;
  readonly cutoff: Cutoff | null;
  /** Which end of a range it is. */
  readonly end: 'low' | 'high' | null;
}

export interface TimeOfDay extends Placed {
  readonly kind: 'time';
  /** Minutes after midnight; "2:30" can be read two ways. */
  readonly minutes: readonly number[];
  readonly zone: string | null;
}

/** "Article 12", "clause 4.2(b)", "version 2.0", "E17": a name made of digits. */
export interface Label extends Placed {
  readonly kind: 'label';
  readonly text: string;
}

export interface Ordinal extends Placed {
  readonly kind: 'ordinal';
  readonly value: number;
  readonly noun: string | null;
  /** What is numbered, when it is a measure: "the third working day". */
  readonly unit: string | null;
}

export type Quantity = Amount | DateQuantity | TimeOfDay | Label | Ordinal;
