import type { QuestionForm, QuestionTerm } from '../core/question.ts';
import { createTopK } from '../core/top-k.ts';
import type { Snapshot, TermPostings } from '../store/types.ts';
import { closeness } from './closeness.ts';

/* BM25 over the scope, then a second look at the best: how close the question's words stand in them. */

/** BM25's usual values. k1: how soon repetition stops counting; b: how much length counts. */
const BM25 = { k1: 1.2, b: 0.75 };
/** So many of the best are looked at again. */
const RERANK_DEPTH = 50;

export interface LexicalCandidate {
  readonly slot: number;
  readonly score: number;
  readonly bm25: number;
  /** What the second look adds. */
  readonly proximity: number;
}

/** BM25 of one term in one passage; Robertson & Zaragoza 2009. */
export function bm25(frequency: number, length: number, meanLength: number, idf: number): number {
  const norm = BM25.k1 * (1 - BM25.b + BM25.b * (length / Math.max(meanLength, 1)));
  return (idf * frequency * (BM25.k1 + 1)) / (frequency + norm);
}

/** The `depth` best passages of the scope, best first. A question without known words finds none. */
export async function searchLexical(
  snapshot: Snapshot,
  terms: readonly QuestionTerm[],
  depth: number,
): Promise<LexicalCandidate[]> {
  const scores = new Float64Array(snapshot.slotCount);
  for (const [form, postings] of distinctForms(snapshot, terms)) {
    addScores(scores, snapshot, form, postings);
  }
  const top = createTopK(depth);
  for (let slot = 0; slot < scores.length; slot++) {
    const score = scores[slot] ?? 0;
    if (score > 0) top.offer(slot, score);
  }
  return rerankByCloseness(snapshot, terms, top.best());
}

/** Each form once, at its highest weight, with its postings. */
function distinctForms(
  snapshot: Snapshot,
  terms: readonly QuestionTerm[],
): [QuestionForm, TermPostings][] {
  const best = new Map<string, QuestionForm>();
  for (const { forms, say } of terms) {
    for (const form of forms) {
      const weight = form.weight * say;
      if (weight > (best.get(form.term)?.weight ?? 0)) best.set(form.term, { ...form, weight });
    }
  }
  return [...best.values()].flatMap((form) => {
    const postings = snapshot.postings(form.term);
    return postings === null ? [] : [[form, postings] as [QuestionForm, TermPostings]];
  });
}

function addScores(
  scores: Float64Array,
  snapshot: Snapshot,
  form: QuestionForm,
  { slots, frequencies }: TermPostings,
): void {
  const { lengths, meanLength } = snapshot;
  const idf = form.idf * form.weight;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    const score = bm25(frequencies[i] ?? 0, lengths[slot] ?? 0, meanLength, idf);
    scores[slot] = (scores[slot] ?? 0) + score;
  }
}

async function rerankByCloseness(
  snapshot: Snapshot,
  terms: readonly QuestionTerm[],
  ranked: readonly { slot: number; score: number }[],
): Promise<LexicalCandidate[]> {
  const head = ranked.slice(0, RERANK_DEPTH);
  const sequences = await snapshot.terms(head.map(({ slot }) => slot));
  const wanted = terms
    .filter((term) => term.forms.length > 0)
    .map((term) => ({
      numbers: term.forms.map((form) => snapshot.termNumber(form.term)),
      mass: Math.min(...term.forms.map((form) => form.idf)) * term.say,
    }));
  const candidates = ranked.map(({ slot, score }, rank) => {
    const sequence = sequences[rank];
    const near = sequence === undefined ? 0 : closeness(sequence, wanted);
    return { slot, score: score + near, bm25: score, proximity: near };
  });
  return candidates.sort((a, b) => b.score - a.score || a.slot - b.slot);
}
