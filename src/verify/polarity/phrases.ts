import { fold } from '../../core/analyse.ts';

/*
 * Fixed phrases brought to one wording before clauses are read, so that "no later than" denies nothing and
 * "at no cost" is "free".
 */

const COMPARED = '(?:more|less|worse|further|\\p{L}{2,}er)';

/** In this order: what an earlier one leaves, a later one may take. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u02bc]/g, "'"],
  [/\bcan'?t\b|\bcannot\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\bno\.\s*(?=\d|of\b)/g, 'number '],
  [/\bnon[\s-](?=\p{L})/gu, 'non-'],
  // Numbers of clauses: "8.1(a)".
  [/\((?:\p{L}{1,3}|\d{1,3})\)/gu, ' '],
  [/\bout of (?=service|order|stock|use|date|print|reach)/g, 'not in '],
  [/\bfree to (?=\p{L})/gu, 'may '],
  [/\b(?:no one|noone|not (?:a single|one))\b/g, 'nobody'],
  [/\b(?:including,? )?(?:but )?not (?:be )?limited to\b/g, 'including'],
  [
    /\bwhether or not\b|\bno matter (?:if|whether|what|how|which)\b|\b(?:with|if) or without\b/g,
    'regardless',
  ],
  [/\b(?:no|without) doubt\b|\bnone other than\b|\bnot to mention\b/g, ' '],
  [/\bnot (?:only|just|merely|simply|solely)\b/g, 'also'],
  // "Has stopped supporting" is "no longer supports".
  [/\b(?:stop|cease)(?:s|d|ped)? (?=\p{L}+ing\b)|\bcease[sd]? to (?=\p{L})/gu, 'never '],
  [/\bnot until\b/g, 'only after'],
  [/\b(?:not|never) without\b/g, 'with'],
  // "Does not open anything but the lock".
  [/\bnot (\p{L}+) any(?:thing|body|one) (?:but|except|other than)\b/gu, 'only $1'],
  [/\b(\p{L}+)-free\b/gu, 'without $1'],
  [/\[\]|(?<=":\s*)false\b/g, 'null'],
  [/\b(all|everybody|everyone|every \p{L}+|all \p{L}+|nobody|nothing|none) but\b/gu, '$1 except'],
  [/\bno others?\b/g, 'only'],
  // Bounds: what they say is judged as a number.
  [
    new RegExp(`\\b(?:not?|nor)(?: be)?(?: for| by| in)?(?: any)? ${COMPARED} than\\b`, 'gu'),
    'bounded by',
  ],
  [/\bno (?:sooner|earlier|later)\b/g, 'bounded'],
  [
    /\b(?:(?:may|must|shall|can|should|will|do|does|did) )?not (?:to )?(?:exceed|surpass|go (?:over|above|beyond)|be (?:over|above))\b/g,
    'bounded by',
  ],
  [/\bnever (?:more|less|fewer|later|earlier|longer) than\b|\bwithout exceeding\b/g, 'bounded by'],
  [/\bas soon as\b|\bas long as\b|\bso long as\b/g, 'if'],
  // "Within 14 days of delivery" is after it.
  [/\bwithin ((?:[\p{L}\p{N}-]+ ){1,3})of\b/gu, 'within $1after'],
  // Free of charge, however it is put.
  [
    /\b(?:free of (?:charge|cost)|for free|for nothing|free|gratis|complimentary|at no (?:\p{L}+ )?(?:cost|charge|expense|fee)|without (?:any )?(?:\p{L}+ )?(?:charge|charging|cost|fee|payment)|(?:cost|costs|pay|pays) nothing|(?:do|does|will) not cost(?: anything)?|no (?:\p{L}+ )?(?:cost|charge|fee)s?)\b/gu,
    'free',
  ],
  // What need not be is not what must not be.
  [
    /\b(?:(?:do|does|did|will|would) not (?:have|need) to|need not|no need to|(?:is|are|be|was|were) not (?:required|obliged|necessary|needed|mandatory|obligatory)(?: to)?)\b/g,
    'neednot',
  ],
  [/\b(?:has|have|had|having) to\b|\b(?:is|are|be|was|were) (not )?to be\b/g, 'must $1'],
  [/\bneeds? to\b/g, 'must'],
  [/\bnothing (?:but|except|other than)\b/g, 'only'],
  [
    /\bother than\b|\bapart from\b|\baside from\b|\bsave for\b|\bwith the exception of\b/g,
    'except',
  ],
  [/\bexcept (?:in (?:the )?cases? of|if|when|where)\b/g, 'unless'],
  [/\b(?:rather than|as opposed to)\b/g, 'instead'],
  [
    /\b(?:in no way|under no circumstances|on no account|at no time|no longer|not any ?more)\b/g,
    'never',
  ],
  [/\b(?:in|on) (?:the )?condition that\b|\bprovided(?: that)?\b|\bin case\b/g, 'if'],
];

/** A text in lower case with its fixed phrases in one wording. */
export function normalisePhrases(text: string): string {
  let said = fold(text).replace(/\s+/g, ' ');
  for (const [pattern, wording] of PHRASES) said = said.replace(pattern, wording);
  return said;
}
