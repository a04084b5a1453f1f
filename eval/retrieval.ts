import { EVERYTHING } from '../src/core/everything.ts';
import { quantile } from '../src/core/quantile.ts';
import { analyseQuestion } from '../src/retrieve/analyse-question.ts';
import { searchLexical } from '../src/retrieve/lexical.ts';
import { ASKED_ON } from './asked-on.ts';
import type { EvalCorpus } from './corpus.ts';
import type { RetrievalSet } from './datasets.ts';
import { SPLITS, type EvalQuestion, type Split } from './questions.ts';
import { mean, ndcgAt, recallAt, reciprocalRankAt } from './metrics.ts';
import { withTypo } from './typos.ts';
import { plainQuery } from '../src/retrieve/plain-query.ts';

/*
 * How well the right documents are found: by words alone, by vectors alone, and fused as the pipeline
 * does it. A document ranks where its best passage ranks.
 */

const DEPTH = 50;
const K = 10;
const METHODS = ['lexical', 'dense', 'fused'] as const;

export type Method = (typeof METHODS)[number];

export interface RetrievalScores {
  readonly method: Method;
  /** Whether each question was asked with one typo in it. */
  readonly typo: boolean;
  readonly split: Split;
  readonly questions: number;
  readonly ndcg: number;
  readonly recall: number;
  readonly mrr: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Ranked {
  readonly split: Split;
  readonly ids: readonly string[];
  readonly grades: ReadonlyMap<string, number>;
  readonly durationMs: number;
}

/** Scores of every method on both halves of the judged questions, as asked and with a typo in each. */
export async function evaluateRetrieval(
  corpus: EvalCorpus,
  questions: readonly EvalQuestion[],
  judgements: RetrievalSet['judgements'],
): Promise<RetrievalScores[]> {
  const judged = questions.filter(({ id }) => judgements.has(id));
  const rows: RetrievalScores[] = [];
  for (const typo of [false, true]) {
    const asked = typo ? judged.map(withOneTypo) : judged;
    for (const method of METHODS) {
      const ranked = await rankAll(corpus, method, asked, judgements);
      for (const split of SPLITS) {
        rows.push({ method, typo, split, ...score(ranked.filter((one) => one.split === split)) });
      }
    }
  }
  return rows;
}

function withOneTypo(question: EvalQuestion, position: number): EvalQuestion {
  return { ...question, text: withTypo(question.text, position + 1) };
}

async function rankAll(
  corpus: EvalCorpus,
  method: Method,
  questions: readonly EvalQuestion[],
  judgements: RetrievalSet['judgements'],
): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  for (const { id, text, split } of questions) {
    const startedAt = performance.now();
    const ids = await rank(corpus, method, text);
    const durationMs = performance.now() - startedAt;
    ranked.push({ split, ids, grades: judgements.get(id) ?? new Map(), durationMs });
  }
  return ranked;
}

function score(ranked: readonly Ranked[]): Omit<RetrievalScores, 'method' | 'typo' | 'split'> {
  const average = (metric: typeof ndcgAt) =>
    mean(ranked.map(({ ids, grades }) => metric(K, ids, grades)));
  const durations = ranked.map(({ durationMs }) => durationMs);
  return {
    questions: ranked.length,
    ndcg: average(ndcgAt),
    recall: average(recallAt),
    mrr: average(reciprocalRankAt),
    p50Ms: quantile(durations, 0.5),
    p99Ms: quantile(durations, 0.99),
  };
}

async function rank({ parts }: EvalCorpus, method: Method, question: string): Promise<string[]> {
  if (method === 'fused') {
    const query = plainQuery(question, { topK: DEPTH, day: ASKED_ON });
    const { passages } = await parts.retriever.retrieve(query);
    return distinct(passages.map(({ hit }) => hit.documentId));
  }
  const snapshot = await parts.store.snapshot(EVERYTHING);
  try {
    const slots =
      method === 'lexical'
        ? await searchLexical(snapshot, analyseQuestion(snapshot, question), DEPTH)
        : await nearest(parts, snapshot, question);
    const places = await snapshot.places(slots.map(({ slot }) => slot));
    return distinct(places.map(({ documentId }) => documentId));
  } finally {
    snapshot.close();
  }
}

async function nearest(
  parts: EvalCorpus['parts'],
  snapshot: Awaited<ReturnType<EvalCorpus['parts']['store']['snapshot']>>,
  question: string,
) {
  if (snapshot.model === null) return [];
  const [vector] = await (await parts.embedders.of(snapshot.model)).embed([question]);
  if (vector === undefined) return [];
  return (await snapshot.nearest(vector, DEPTH, { exact: true })).neighbours;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
