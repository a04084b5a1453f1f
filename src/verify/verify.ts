import type { Checks, Span } from '../core/model.ts';
import { stripInlineMarkup } from '../core/markup.ts';
import { readSpan } from '../core/read-span.ts';
import { alignQuote, carriesEnough } from './align.ts';
import { coverageBy } from './coverage.ts';
import { namesSupported } from './names.ts';
import { rivalsIn } from './rivals.ts';
import { strangersIn } from './strangers.ts';
import { polaritySupported } from './polarity/polarity.ts';
import { quantitiesSupported } from './quantities.ts';
import { THRESHOLDS, type Thresholds } from './thresholds.ts';
import { swapsIn } from './swaps.ts';
import type { AlignedQuote, ClaimToVerify, VerifiedClaim, VerifySource } from './types.ts';

/** How far into a document it is told who speaks in it. */
const OPENING_CHARACTERS = 1000;

/**
 * Aligns a claim's quotes with their sources and puts it through the gates. No model is asked.
 * A quote that is not found makes the claim unsupported, whatever its other quotes say.
 */
export function verifyClaim(
  claim: ClaimToVerify,
  sources: readonly VerifySource[],
  question: string,
  thresholds: Thresholds = THRESHOLDS,
): VerifiedClaim {
  const quotes = claim.evidence.flatMap(({ source, quote, start }): AlignedQuote[] => {
    const cited = sources[source - 1];
    if (cited === undefined) return [];
    // What only repeats its quote may be as short as that.
    const repeats = quote.trim() === claim.text.trim();
    if (!repeats && !carriesEnough(quote, thresholds.minQuoteBytes)) return [];
    const span = alignQuote(quote, cited.revisionText, cited.span, start);
    return span === null ? [] : [{ source, span }];
  });
  const words = quotes.map(({ source, span }) => {
    const cited = sources[source - 1];
    return cited === undefined ? '' : wordsOf(cited, span);
  });
  const context = quotes.flatMap(({ source }) => sources[source - 1]?.context ?? []);
  const fields = quotes.flatMap(({ source }) => sources[source - 1]?.fields ?? []);
  const covered = coverageBy(claim.text, {
    quotes: words,
    fields,
    context: [...context, question],
  });
  const swaps = swapsIn(claim.text, [...words, ...fields], [...context, question]);
  const checks: Checks = {
    verbatim: quotes.length > 0 && quotes.length === claim.evidence.length,
    // A date that a line end parts is one date.
    numbers: quantitiesSupported(
      claim.text,
      [...words.flatMap((text) => [text, text.replace(/\s+/g, ' ')]), ...fields].join('\n'),
      question,
    ),
    negation: polaritySupported(claim.text, words, fields),
    names:
      namesSupported(claim.text, {
        texts: [...words, ...fields, ...context, question],
        passages: quotes.map(({ source }) => passageOf(sources[source - 1])),
      }) &&
      !swaps.some(({ name }) => name) &&
      strangersIn(claim.text, [...words, ...fields], [...context, question]).length === 0 &&
      rivalsIn(claim.text, [...words, ...fields]).length === 0,
    coverage: covered.share,
  };
  const covers =
    swaps.length === 0 &&
    covered.share >= thresholds.minCoverage &&
    covered.uncoveredRun <= thresholds.maxUncoveredRun;
  const failed = failedGates(checks, covers);
  const onlyCoverage = failed.length === 1 && failed[0] === 'coverage';
  const verdict = failed.length === 0 ? 'supported' : onlyCoverage ? 'partial' : 'unsupported';
  return { verdict, checks, quotes, failed };
}

/**
 * The words of a quote as a claim may repeat them. Values that only commas part read as one number in the file
 * ("4,1 Mallow"), but not as fields; and a mark that clings to a word ("_Since June 2022_") is no part of it.
 */
function wordsOf(cited: VerifySource, span: Span): string {
  const whole = span.start === cited.span.start && span.end === cited.span.end;
  const words = readSpan(cited, span);
  if (whole && cited.record !== null) return `${words}\n${cited.record}`;
  if (cited.mediaType !== 'text/markdown') return words;
  const bare = stripInlineMarkup(words);
  return bare === words.trim() ? words : `${words}\n${bare}`;
}

function failedGates(checks: Checks, covers: boolean): (keyof Checks)[] {
  const failed: (keyof Checks)[] = [];
  for (const gate of ['verbatim', 'numbers', 'negation', 'names'] as const) {
    if (!checks[gate]) failed.push(gate);
  }
  if (!covers) failed.push('coverage');
  return failed;
}

/** The passage, and the opening of its document, where a text tells who speaks in it. */
function passageOf(source: VerifySource | undefined): string {
  if (source === undefined) return '';
  const { revisionText, span } = source;
  const opening = revisionText.slice(0, Math.min(OPENING_CHARACTERS, span.start));
  return `${opening}\n${revisionText.slice(span.start, span.end)}`;
}
