import type { Answer } from '../../src/core/model.ts';
import type { FactAnswer, FactOutcome } from './result.ts';
import { hasSameText, showsOldOfDocument, splitOf } from './score.ts';

/** A fact that did not go as it should, with what one needs to see why. */
export interface FactMiss {
  readonly what: 'old value not found' | 'new value not found' | 'old value still shown' | 'as of';
  readonly split: string;
  readonly position: number;
  readonly documentId: string;
  readonly question: string;
  readonly expected: string;
  /** The first answer; null where it is the one that misses. */
  readonly before: ShortAnswer | null;
  readonly came: ShortAnswer;
}

interface ShortAnswer {
  readonly seq: number;
  readonly text: string;
  readonly documents: readonly string[];
  /** Why there is no answer; null when there is one. */
  readonly abstention: string | null;
}

/** Each way in which an outcome misses; none when all is well. */
export function missesOf(outcome: FactOutcome): FactMiss[] {
  const { fact, before, after, settled, asOf } = outcome;
  const miss = (what: FactMiss['what'], expected: string, came: FactAnswer): FactMiss => ({
    what,
    split: splitOf(outcome),
    position: fact.position,
    documentId: fact.documentAfter,
    question: fact.question,
    expected,
    before: came === before ? null : shorten(before.answer),
    came: shorten(came.answer),
  });
  const misses: FactMiss[] = [];
  if (!before.shown.oldValue) misses.push(miss('old value not found', fact.oldValue, before));
  else if (settled !== null && !settled.shown.newValue) {
    misses.push(miss('new value not found', fact.newValue, settled));
  }
  if (showsOldOfDocument(outcome)) {
    const shows = after.shown.oldOfDocument ? after : (settled ?? after);
    misses.push(miss('old value still shown', `not ${fact.oldValue}`, shows));
  }
  if (!hasSameText(outcome)) misses.push(miss('as of', before.answer.text, asOf));
  return misses;
}

function shorten({ snapshot, text, citations, abstention }: Answer): ShortAnswer {
  return {
    seq: snapshot.seq,
    text,
    documents: [...new Set(citations.map(({ documentId }) => documentId))],
    abstention: abstention?.reason ?? null,
  };
}
