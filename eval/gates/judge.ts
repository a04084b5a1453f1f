import type { Verdict } from '../../src/core/model.ts';
import type { Thresholds } from '../../src/verify/thresholds.ts';
import type { VerifiedClaim, VerifySource } from '../../src/verify/types.ts';
import { verifyClaim } from '../../src/verify/verify.ts';
import { sourceOf, type Documents } from './documents.ts';
import type { GateCase } from './types.ts';

export type Gate = VerifiedClaim['failed'][number];

/** A case with the sources that its quotes are cited from, one for each. */
export interface PlacedCase {
  readonly gateCase: GateCase;
  readonly sources: readonly VerifySource[];
}

/** What the gates say of a case. */
export interface JudgedCase {
  readonly gateCase: GateCase;
  readonly verdict: Verdict;
  /** Gates that failed, coverage among them. */
  readonly failed: readonly Gate[];
}

/** @throws when the words that are to be cited do not stand in their document */
export async function placeCase(gateCase: GateCase, documents: Documents): Promise<PlacedCase> {
  const { id, documentId, cited } = gateCase;
  const document = await documents.document(documentId);
  const sources = cited.map((words) => {
    const source = sourceOf(document, words);
    if (source === null) throw new Error(`${id}: not in ${documentId}: ${words}`);
    return source;
  });
  return { gateCase, sources };
}

/** As a generator's claim goes through the gates: the sources numbered, each quote with its number. */
export function judgeCase({ gateCase, sources }: PlacedCase, thresholds: Thresholds): JudgedCase {
  const { claim, quotes, question } = gateCase;
  const evidence = quotes.map((quote, index) => ({ source: index + 1, quote, start: null }));
  const { verdict, failed } = verifyClaim(
    { text: claim, evidence },
    sources,
    question ?? '',
    thresholds,
  );
  return { gateCase, verdict, failed };
}
