import { EVERYTHING } from '../src/core/everything.ts';
import { quantile } from '../src/core/quantile.ts';
import { searchLexical } from '../src/retrieve/lexical.ts';
import { analyseQuestion } from '../src/retrieve/analyse-question.ts';
import { documentIdOf, type EvalCorpus } from './corpus.ts';
import type { RetrievalSet, Split } from './datasets.ts';
import { mean, ndcgAt, recallAt, reciprocalRankAt } from './metrics.ts';
import { withTypo } from './typos.ts';

/*
 * How well the right documents are found: by words alone, by vectors alone, and fused as the pipeline
 * does it. A document ranks where its best passage ranks.
 */

const DEPTH = 50;
const K = 10;

export type Method = 'lexical' | 'dense' | 'fused';

export interface RetrievalScores {
  readonly set: string;
  readonly method: Method;
  readonly typo: boolean;
  readonly split: Split;
  readonly questions: number;
  readonly ndcg: number;
  readonly recall: number;
  readonly mrr: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Scores of every method on both halves of the judged questions. */
export async function evaluateRetrieval(
  set: RetrievalSet,
  corpus: EvalCorpus,
  options: { typo: boolean },
): Promise<RetrievalScores[]> {
  const judged = set.questions.filter(({ id }) => set.judgements.has(id));
  const rows: RetrievalScores[] = [];
  for (const method of ['lexical', 'dense', 'fused'] as const) {
    const found: { split: Split; ndcg: number; recall: number; mrr: number; ms: number }[] = [];
    for (const [position, question] of judged.entries()) {
      const text = options.typo ? withTypo(question.text, position + 1) : question.text;
      const grades = new Map(
        [...(set.judgements.get(question.id) ?? [])].map(
          ([id, grade]) => [documentIdOf(set.name, id), grade] as const,
        ),
      );
      const startedAt = performance.now();
      const ranked = await rank(corpus, method, text);
      found.push({
        split: question.split,
        ndcg: ndcgAt(K, ranked, grades),
        recall: recallAt(K, ranked, grades),
        mrr: reciprocalRankAt(K, ranked, grades),
        ms: performance.now() - startedAt,
      });
    }
    for (const split of ['tune', 'report'] as const) {
      const half = found.filter((one) => one.split === split);
      rows.push({
        set: set.name,
        method,
        typo: options.typo,
        split,
        questions: half.length,
        ndcg: mean(half.map(({ ndcg }) => ndcg)),
        recall: mean(half.map(({ recall }) => recall)),
        mrr: mean(half.map(({ mrr }) => mrr)),
        p50Ms: quantile(
          half.map(({ ms }) => ms),
          0.5,
        ),
        p99Ms: quantile(
          half.map(({ ms }) => ms),
          0.99,
        ),
      });
    }
  }
  return rows;
}

async function rank({ parts }: EvalCorpus, method: Method, question: string): Promise<string[]> {
  if (method === 'fused') {
    const query = { ...EVERYTHING, question, minSeq: null, topK: DEPTH };
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
  const [vector] = await parts.embedder.embed([question]);
  return vector === undefined ? [] : snapshot.nearest(vector, DEPTH, { exact: true });
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
