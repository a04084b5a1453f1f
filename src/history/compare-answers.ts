import { isDeepStrictEqual } from 'node:util';
import type { Answer, Citation, Claim } from '../core/model.ts';
import type { ReplayDifference } from '../core/replay-model.ts';
import type { Trace } from '../core/trace.ts';
import { candidatesOf, type TracedCandidate } from '../core/traced-candidates.ts';
import type { StoredAnswer } from '../store/types.ts';

/** In what an answer made again differs from the one that was stored. */
export function compareAnswers(
  stored: StoredAnswer,
  again: StoredAnswer,
  at: 'original' | 'now',
): { identical: boolean; differences: ReplayDifference[] } {
  const inWords = [
    ...statusDifference(stored.answer, again.answer),
    ...claimDifferences(stored.answer.claims, again.answer.claims),
    ...citationDifferences(stored.answer.citations, again.answer.citations),
  ];
  return {
    identical: inWords.length === 0 && stored.answer.text === again.answer.text,
    differences: [
      ...configurationDifferences(stored.trace, again.trace),
      ...(at === 'original' ? approximations(stored.trace, again.trace) : []),
      ...passageDifferences(stored.trace, again.trace),
      ...inWords,
    ],
  };
}

function configurationDifferences(before: Trace, after: Trace): ReplayDifference[] {
  const now: Readonly<Record<string, unknown>> = after.configuration ?? {};
  return Object.entries(before.configuration ?? {})
    .filter(([name, value]) => !isDeepStrictEqual(value, now[name]))
    .map(([name, value]) => ({
      kind: 'configuration',
      name,
      before: value,
      after: now[name],
    }));
}

/** Passages that exact search by vector finds and the approximate one of then did not. */
function approximations(before: Trace, after: Trace): ReplayDifference[] {
  const { exact } = (before.retrieval['dense'] ?? {}) as { exact?: boolean };
  if (exact !== false) return [];
  const found = new Set(
    candidatesOf(before)
      .filter(({ dense }) => dense !== null)
      .map(identityOf),
  );
  return candidatesOf(after).flatMap((candidate) => {
    if (candidate.dense === null || found.has(identityOf(candidate))) return [];
    return [{ kind: 'approximation', ...placeOf(candidate), rank: candidate.dense.rank }];
  });
}

/** Of the passages that the generator was shown: which came, went, or changed their rank. */
function passageDifferences(before: Trace, after: Trace): ReplayDifference[] {
  const old = ranks(before);
  const now = ranks(after);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((identity) => {
    const was = old.get(identity);
    const is = now.get(identity);
    const candidate = is?.candidate ?? was?.candidate;
    if (candidate === undefined || was?.rank === is?.rank) return [];
    return [
      {
        kind: 'passage',
        ...placeOf(candidate),
        before: was?.rank ?? null,
        after: is?.rank ?? null,
      },
    ];
  });
}

function ranks(trace: Trace): Map<string, { rank: number; candidate: TracedCandidate }> {
  const shown = candidatesOf(trace).filter(({ dropped }) => dropped === null);
  return new Map(
    shown.map((candidate, index) => [identityOf(candidate), { rank: index + 1, candidate }]),
  );
}

/** The same words under the same headings, in whichever revision of the document. */
function identityOf({ documentId, passage }: TracedCandidate): string {
  return `${passage} ${documentId}`;
}

function placeOf({ documentId, revision, span }: TracedCandidate) {
  return { documentId, revision, span };
}

function statusDifference(before: Answer, after: Answer): ReplayDifference[] {
  if (before.status === after.status) return [];
  return [{ kind: 'status', before: before.status, after: after.status }];
}

/** Claims are compared in their order: what the answer says first counts. */
function claimDifferences(before: readonly Claim[], after: readonly Claim[]): ReplayDifference[] {
  return pairs(before.map(claimOf), after.map(claimOf)).map((pair) => ({ kind: 'claim', ...pair }));
}

function claimOf({ text, verdict }: Claim) {
  return { text, verdict };
}

function citationDifferences(
  before: readonly Citation[],
  after: readonly Citation[],
): ReplayDifference[] {
  return pairs(before.map(quotedOf), after.map(quotedOf)).map((pair) => ({
    kind: 'citation',
    ...pair,
  }));
}

function quotedOf({ documentId, revision, span, quote }: Citation) {
  return { documentId, revision, span, quote };
}

/** What stands at the same place in two lists and is not the same. */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
): { before: T | null; after: T | null }[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => ({
    before: before[index] ?? null,
    after: after[index] ?? null,
  })).filter((pair) => !isDeepStrictEqual(pair.before, pair.after));
}
