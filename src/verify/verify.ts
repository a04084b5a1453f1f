import type { Checks } from '../core/model.ts';
import { alignQuote, carriesEnough } from './align.ts';
import { coverageBy } from './coverage.ts';
import { heldWords, type HeldWords } from './held-words.ts';
import { namesSupported } from './names.ts';
import { rivalsIn } from './rivals.ts';
import { strangersIn } from './strangers.ts';
import { polaritySupported } from './polarity/polarity.ts';
import { quantitiesSupported } from './quantities.ts';
import { THRESHOLDS, type Thresholds } from './thresholds.ts';
import { swapsIn } from './swaps.ts';
import type { AlignedQuote, ClaimToVerify, VerifiedClaim, VerifySource } from './types.ts';

/**
 * Aligns a claim's quotes with their sources and puts it through the gates. No model is asked.
 * A quote that is not found makes the claim unsupported, whatever its other quotes say. A claim that only
 * repeats a quote, word for word, says nothing that a gate could find wrong.
 */
export function verifyClaim(
  claim: ClaimToVerify,
  sources: readonly VerifySource[],
  question: string,
  thresholds: Thresholds = THRESHOLDS,
): VerifiedClaim {
  const quotes = alignedQuotes(claim, sources, thresholds);
  const verbatim = quotes.length > 0 && quotes.length === claim.evidence.length;
  const held = heldWords(quotes, sources);
  if (verbatim && repeatsSentence(claim.text, held)) {
    const checks = { verbatim, numbers: true, negation: true, names: true, coverage: 1 };
    return { verdict: 'supported', checks, quotes, failed: [] };
  }
  const { words, context, fields } = held;
  const known = [...context, question];
  const covered = coverageBy(claim.text, { quotes: words, fields, context: known });
  const swaps = swapsIn(claim.text, [...words, ...fields], known);
  const checks: Checks = {
    verbatim,
    numbers: numbersSupported(claim.text, held, question),
    negation: denialsSupported(claim.text, held),
    names:
      namesSupported(claim.text, {
        texts: [...words, ...fields, ...known],
        passages: held.passages,
      }) &&
      !swaps.some(({ name }) => name) &&
      strangersIn(claim.text, [...words, ...fields], known).length === 0 &&
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

/** The quotes that are found in their sources, and say enough to prove anything. */
function alignedQuotes(
  { text, evidence }: ClaimToVerify,
  sources: readonly VerifySource[],
  { minQuoteBytes }: Thresholds,
): AlignedQuote[] {
  return evidence.flatMap(({ source, quote, start }): AlignedQuote[] => {
    const cited = sources[source - 1];
    if (cited === undefined) return [];
    // What only repeats its quote may be as short as that.
    const repeats = quote.trim() === text.trim();
    if (!repeats && !carriesEnough(quote, minQuoteBytes)) return [];
    const span = alignQuote(quote, cited.revisionText, cited.span, start);
    return span === null ? [] : [{ source, span }];
  });
}

/** A whole sentence: of a part of one, what denies it may have been left out. */
function repeatsSentence(text: string, { readings, sentences }: HeldWords): boolean {
  const said = onOneLine(text);
  return readings.some(
    (read, at) =>
      read.some((words) => onOneLine(words) === said) && sentences[at] === read.join('\n'),
  );
}

function numbersSupported(text: string, { rows, fields }: HeldWords, question: string): boolean {
  // A date that a line end parts is one date.
  const lines = rows.flatMap((row) => (row.includes('\n') ? [row, onOneLine(row)] : [row]));
  return quantitiesSupported(text, [...lines, ...fields].join('\n'), question);
}

/** Of the quotes, and of the whole sentences that they are cut from where these say more. */
function denialsSupported(text: string, { words, sentences, fields }: HeldWords): boolean {
  if (!polaritySupported(text, words, fields)) return false;
  const saysMore = sentences.some((sentence, at) => sentence !== words[at]);
  return !saysMore || polaritySupported(text, sentences, fields);
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function failedGates(checks: Checks, covers: boolean): (keyof Checks)[] {
  const failed: (keyof Checks)[] = [];
  for (const gate of ['verbatim', 'numbers', 'negation', 'names'] as const) {
    if (!checks[gate]) failed.push(gate);
  }
  if (!covers) failed.push('coverage');
  return failed;
}
