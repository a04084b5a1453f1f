import type { QuestionForm, QuestionTerm } from '../core/question.ts';
import { createTopK } from '../core/top-k.ts';
import type { Snapshot, TermPostings } from '../store/types.ts';

/*
 * BM25 over the scope, then a second look at the best: words that stand side by side in the question and
 * near each other in the passage count more.
 */

/** BM25's usual values. k1: how soon repetition stops counting; b: how much length counts. */
const BM25 = { k1: 1.2, b: 0.75 };
/** Tuned on the questions of split "tune" of SciFact, SQuAD and StackFAQ (`npm run eval -- retrieval`). */
const PROXIMITY = { weight: 1.3, saturation: 0.4, window: 6, depth: 50 };

export interface LexicalCandidate {
  readonly slot: number;
  readonly score: number;
  readonly bm25: number;
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
  return rerankByProximity(snapshot, terms, top.best());
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

async function rerankByProximity(
  snapshot: Snapshot,
  terms: readonly QuestionTerm[],
  ranked: readonly { slot: number; score: number }[],
): Promise<LexicalCandidate[]> {
  const head = ranked.slice(0, PROXIMITY.depth);
  const sequences = await snapshot.terms(head.map(({ slot }) => slot));
  const wanted = terms
    .filter((term) => term.forms.length > 0)
    .map((term) => ({
      numbers: term.forms.map((form) => snapshot.termNumber(form.term)),
      mass: Math.min(...term.forms.map((form) => form.idf)) * term.say,
    }));
  const candidates = ranked.map(({ slot, score }, rank) => {
    const sequence = sequences[rank];
    const near = sequence === undefined ? 0 : PROXIMITY.weight * proximity(sequence, wanted);
    return { slot, score: score + near, bm25: score, proximity: near };
  });
  return candidates.sort((a, b) => b.score - a.score || a.slot - b.slot);
}

interface WantedTerm {
  readonly numbers: readonly number[];
  readonly mass: number;
}

/**
 * Σ over neighbours in the question of min(mass) · c / (c + saturation), where c = Σ 1 / distance over the
 * places where both stand within the window.
 */
function proximity(sequence: Int32Array, wanted: readonly WantedTerm[]): number {
  const positions = new Map<number, number[]>();
  for (const number of wanted.flatMap((term) => term.numbers)) positions.set(number, []);
  for (let at = 0; at < sequence.length; at++) positions.get(sequence[at] ?? -1)?.push(at);
  let sum = 0;
  for (let i = 0; i + 1 < wanted.length; i++) {
    const [left, right] = [wanted[i] as WantedTerm, wanted[i + 1] as WantedTerm];
    let closeness = 0;
    for (const a of left.numbers) {
      for (const b of right.numbers) {
        if (a !== b) closeness += nearness(positions.get(a) ?? [], positions.get(b) ?? []);
      }
    }
    sum += (Math.min(left.mass, right.mass) * closeness) / (closeness + PROXIMITY.saturation);
  }
  return sum;
}

/** Σ 1 / distance over pairs within the window; both lists ascend. */
function nearness(left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  let from = 0;
  for (const a of left) {
    while (from < right.length && (right[from] ?? 0) < a - PROXIMITY.window) from++;
    for (let i = from; i < right.length; i++) {
      const distance = Math.abs((right[i] ?? 0) - a);
      if (distance > PROXIMITY.window) break;
      if (distance > 0) sum += 1 / distance;
    }
  }
  return sum;
}
