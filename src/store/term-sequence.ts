import { analyse } from '../core/analyse.ts';

/*
 * The terms of a passage in the order they stand, packed into bytes: one row per passage holds its
 * postings and positions at once. Numbers are LEB128 varints: the count of title terms and the terms,
 * the count of heading terms and the terms, then the terms of the text to the end.
 */

/** Numbers of terms, by the field they stand in. */
export interface FieldTerms<T> {
  readonly title: readonly T[];
  readonly headings: readonly T[];
  readonly text: readonly T[];
}

/** A title word counts three times: of 1, 2, 3 and 4 the best on StackFAQ. A heading word lies between. */
export const FIELD_WEIGHTS = { title: 3, headings: 2, text: 1 } as const;

/** Positions that lie between two fields, so that no pair of words is near across them. */
const FIELD_GAP = 10;
/** Stands at positions that hold no term. */
const NO_TERM = -1;

/** The terms of a passage by field. A stated title is a field of its own; see `embeddedText`. */
export function analyseFields(fields: {
  title: string | null;
  headings: readonly string[];
  text: string;
}): FieldTerms<string> {
  return {
    title: fields.title === null ? [] : analyse(fields.title),
    headings: fields.headings.flatMap((heading) => analyse(heading)),
    text: analyse(fields.text),
  };
}

export function packTerms(terms: FieldTerms<number>): Uint8Array {
  const bytes: number[] = [];
  for (const field of [terms.title, terms.headings]) {
    pushVarint(bytes, field.length);
    for (const term of field) pushVarint(bytes, term);
  }
  for (const term of terms.text) pushVarint(bytes, term);
  return Uint8Array.from(bytes);
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
}

/** Calls `visit(term, weight)` for each term in order. */
export function forEachTerm(
  packed: Uint8Array,
  visit: (term: number, weight: number) => void,
): void {
  let weight: number = FIELD_WEIGHTS.title;
  let left = -1; // terms left in the field; −1 = its count comes next
  let value = 0;
  let shift = 0;
  for (let i = 0; i < packed.length; i++) {
    const byte = packed[i] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte > 0x7f) {
      shift += 7;
      continue;
    }
    if (left === -1 && weight !== FIELD_WEIGHTS.text) left = value;
    else {
      visit(value, weight);
      left--;
    }
    value = 0;
    shift = 0;
    if (left === 0) {
      weight = weight === FIELD_WEIGHTS.title ? FIELD_WEIGHTS.headings : FIELD_WEIGHTS.text;
      left = -1;
    }
  }
}

/** Term numbers by position, fields apart: what proximity is measured on. */
export function toSequence(packed: Uint8Array): Int32Array {
  const sequence = new Int32Array(packed.length + 2 * FIELD_GAP).fill(NO_TERM);
  let position = 0;
  let field: number = FIELD_WEIGHTS.title;
  forEachTerm(packed, (term, weight) => {
    if (weight !== field && position > 0) position += FIELD_GAP;
    field = weight;
    sequence[position++] = term;
  });
  return sequence.subarray(0, position);
}
