import { contentTerms } from '../../../src/core/analyse.ts';
import { FALSE_VALUES } from './false-values.ts';
import type { Statement } from './statements.ts';
import { pick, replaceOne } from './text.ts';
import type { TrueClaim } from './true-claims.ts';

/** A claim under evidence that does not support it. */
export interface FalseEvidence {
  readonly claim: string;
  readonly documentId: string;
  readonly quotes: readonly string[];
  /** For each quote words of the passage that is cited. */
  readonly cited: readonly string[];
  readonly rule: string;
}

/** What a claim's evidence can be exchanged for. */
export interface Surroundings {
  /** Statements of the claim's document that are not its own. */
  readonly sameDocument: readonly Statement[];
  /** Sentences of other documents of its corpus. */
  readonly otherDocuments: readonly Statement[];
  /** Whether the words stand in the document, anywhere. */
  readonly holds: (documentId: string, words: string) => boolean;
}

/** Draws a bounded number of candidates, so that a document without any is given up. */
const DRAWS = 20;
/** Content words that two sentences share, of the shorter one's: above it they may say the same. */
const MAX_SHARED = 0.4;

type ChangeEvidence = (
  claim: TrueClaim,
  around: Surroundings,
  random: () => number,
) => FalseEvidence | null;

/** The right words, cited from a passage of another document, in which they do not stand. */
const OTHER_SOURCE: ChangeEvidence = ({ claim, quotes }, { otherDocuments, holds }, random) => {
  const other = draw(otherDocuments, random, ({ documentId }) =>
    quotes.every((quote) => !holds(documentId, quote)),
  );
  if (other === null) return null;
  const { documentId, quote } = other;
  return { claim, documentId, quotes, cited: quotes.map(() => quote), rule: 'other source' };
};

/** Words that stand in the passage cited, but are about something else. */
const OTHER_QUOTE: ChangeEvidence = ({ claim }, { otherDocuments }, random) => {
  const other = draw(otherDocuments, random, ({ quote }) => shared(claim, quote) <= MAX_SHARED);
  if (other === null) return null;
  const { documentId, quote } = other;
  return { claim, documentId, quotes: [quote], cited: [quote], rule: 'quote of another document' };
};

/** A true quote; what it is to support is said elsewhere in the document. */
const FALSE_CLAIM: ChangeEvidence = ({ claim, statement }, { sameDocument }, random) => {
  const near = sameDocument.filter(({ number }) => Math.abs(number - statement.number) <= 4);
  const fits = ({ quote }: Statement): boolean => shared(claim, quote) <= MAX_SHARED;
  const other = draw(near, random, fits) ?? draw(sameDocument, random, fits);
  if (other === null) return null;
  const { documentId, quote } = other;
  return { claim, documentId, quotes: [quote], cited: [quote], rule: 'quote of another sentence' };
};

const INVENTIONS: readonly {
  readonly rule: string;
  readonly invent: (quote: string, claim: string, random: () => number) => string | null;
}[] = [
  { rule: 'a number changed', invent: (quote, _, random) => FALSE_VALUES.number(quote, random) },
  {
    rule: 'a word left out',
    invent: (quote, _, random) => replaceOne(quote, / \p{Ll}{4,}(?= \p{Ll})/u, random, () => ''),
  },
  {
    rule: 'a word changed',
    invent: (quote, _, random) =>
      replaceOne(quote, /(?<= )\p{Ll}{5,}(?= )/u, random, () => pick(WORDS, random) ?? null),
  },
  { rule: 'the claim as its quote', invent: (_, claim) => claim },
  { rule: 'two ends joined', invent: (quote) => joinEnds(quote) },
];
const WORDS = ['usually', 'official', 'normally', 'approved', 'carefully', 'special', 'several'];

/** Words that never stood in the document, cited from where the right ones stand. */
const INVENTED_QUOTE: ChangeEvidence = ({ claim, quotes, statement }, { holds }, random) => {
  const { documentId } = statement;
  const [first = '', ...rest] = quotes;
  const { rule, invent } = pick(INVENTIONS, random) ?? {};
  const invented = invent?.(first, claim, random) ?? null;
  if (rule === undefined || invented === null || holds(documentId, invented)) return null;
  return { claim, documentId, quotes: [invented, ...rest], cited: quotes, rule };
};

/** No evidence at all. */
const MEMORY: ChangeEvidence = ({ claim, statement: { documentId } }) => ({
  claim,
  documentId,
  quotes: [],
  cited: [],
  rule: 'no evidence',
});

export const FALSE_EVIDENCE = {
  'false-claim': FALSE_CLAIM,
  'other-quote': OTHER_QUOTE,
  'other-source': OTHER_SOURCE,
  'invented-quote': INVENTED_QUOTE,
  memory: MEMORY,
} as const;

function draw(
  from: readonly Statement[],
  random: () => number,
  fits: (statement: Statement) => boolean,
): Statement | null {
  for (let left = DRAWS; left > 0; left--) {
    const drawn = pick(from, random);
    if (drawn !== undefined && fits(drawn)) return drawn;
  }
  return null;
}

function shared(one: string, other: string): number {
  const [a, b] = [new Set(contentTerms(one)), new Set(contentTerms(other))];
  const both = [...a].filter((term) => b.has(term)).length;
  return both / Math.max(1, Math.min(a.size, b.size));
}

/** What stands between the first words and the last is left out without a mark. */
function joinEnds(quote: string): string | null {
  const words = quote.split(' ');
  if (words.length < 12) return null;
  return [...words.slice(0, 5), ...words.slice(-5)].join(' ');
}
