import { setTimeout as delay } from 'node:timers/promises';
import { userTurns } from '../core/user-turns.ts';
import { FootnoteError } from '../core/errors.ts';
import { distinctTerms, type QuestionTerm } from '../core/question.ts';
import type { Embedders } from '../models/types.ts';
import type { Nearest, Neighbour, Snapshot, Store, TermSequence } from '../store/types.ts';
import { analyseQuestion } from './analyse-question.ts';
import { UNCALIBRATED_THRESHOLD, type Calibrator } from './calibrate.ts';
import { openEmbedded } from './embedded-snapshot.ts';
import { EVIDENCE_PASSAGES, evidenceOf, evidenceSigns, lexicalSigns } from './evidence.ts';
import { fuse, fusionWeights, type FusedCandidate, type FusionWeights } from './fuse.ts';
import { matchedHits, orderTies, traceCandidate } from './hits.ts';
import { searchLexical, type LexicalCandidate } from './lexical.ts';
import { oneMoreStep } from './references/one-more-step.ts';
import { select } from './select.ts';
import { findTitles } from './titles/find-titles.ts';
import { titlesRetrieval } from './titles/titles-retrieval.ts';
import { ownTurn } from './take-turns.ts';
import type { EvidenceSigns, Query, QuestionRewriter, Retrieval, Retriever } from './types.ts';

/** Candidates that lexical search hands to fusion. */
const LEXICAL_DEPTH = 50;
/** What a question without a vector finds. */
const NO_NEIGHBOURS: Nearest = { neighbours: [], exact: true };
const MIN_SEQ_WAIT_MS = 2_000;
const MIN_SEQ_POLL_MS = 10;

/** Question in, passages out: embed, pin a seq, search by words and by vector, fuse, select, weigh. */
export function createRetriever(parts: {
  store: Store;
  embedders: Pick<Embedders, 'of'>;
  calibrator: Calibrator;
  rewriter: QuestionRewriter;
}): Retriever {
  const { store, calibrator, rewriter } = parts;

  async function retrieve(asked: Query, signal?: AbortSignal): Promise<Retrieval> {
    const startedAt = performance.now();
    if (asked.minSeq !== null) await waitForSeq(store, asked.minSeq);
    // What was answered before quotes documents that may be erased, and must not come back in a stored question.
    const said = userTurns(asked.history);
    const standAlone = await rewriter.rewrite(asked.question, said, signal);
    const found = await search({ ...asked, question: standAlone.question }, signal);
    const trace = { standAlone, ...found.trace };
    return { ...found, standAlone, trace, durationMs: performance.now() - startedAt };
  }

  async function search(
    query: Query,
    signal: AbortSignal | undefined,
  ): Promise<Omit<Retrieval, 'standAlone'>> {
    const startedAt = performance.now();
    const { vector, snapshot, embeddedAt } = await openEmbedded(parts, query, signal);
    const weights = fusionWeights(snapshot.model);
    try {
      const found = await findTitles(snapshot, query);
      if (found !== null) return await titlesRetrieval(snapshot, query, found, startedAt);
      const terms = analyseQuestion(snapshot, query.question);
      const distinct = distinctTerms(terms);
      let lexicalAt = embeddedAt;
      // The thread that owns the graph searches by vector while this one searches by words.
      const [dense, lexical] = await Promise.all([
        vector === undefined
          ? NO_NEIGHBOURS
          : snapshot.nearest(vector, weights.depth, { exact: query.exact ?? false }),
        searchLexical(snapshot, terms, LEXICAL_DEPTH).finally(() => {
          lexicalAt = performance.now();
        }),
      ]);
      await ownTurn();
      const denseAt = performance.now();
      const fused = await fuseCandidates(snapshot, vector, lexical, dense.neighbours, weights);
      const places = await snapshot.places(fused.map(({ slot }) => slot));
      const ordered = orderTies(fused, places);
      const sequences = await snapshot.terms(ordered.map(({ slot }) => slot));
      const selection = select(ordered, sequences, query.topK);
      const nearest = matchedHits(distinct, selection, ordered);
      const step = await oneMoreStep(snapshot, distinct, nearest, query.topK);
      const passages = step.passages;
      const best = passages.slice(0, EVIDENCE_PASSAGES);
      const signs =
        query.filter === null
          ? evidenceSigns(distinct, lexical[0]?.score ?? 0, best)
          : await signsWithin(snapshot, query);
      const evidence = await weigh(signs, distinct, passages[0]?.hit.corpus, snapshot);
      const finishedAt = performance.now();
      return {
        embedder: snapshot.model?.id ?? 'none',
        seq: snapshot.seq,
        asOf: snapshot.asOf,
        terms: distinct,
        passages,
        links: step.links,
        evidence,
        noTitles: null,
        trace: {
          scope: { corpora: query.corpora, filter: query.filter, passages: snapshot.passageCount },
          terms: tracedTerms(distinct, sequences, snapshot),
          fusion: { embedder: snapshot.model?.id ?? null, ...weights },
          dense: { exact: dense.exact },
          evidence,
          references: step.trace,
          candidates: [
            ...ordered.map((candidate) => traceCandidate(candidate, selection)),
            ...step.fetched.map((candidate) => traceCandidate(candidate, selection)),
          ],
          timings: {
            embedMs: embeddedAt - startedAt,
            lexicalMs: lexicalAt - embeddedAt,
            denseMs: denseAt - lexicalAt,
            selectMs: finishedAt - denseAt,
          },
        },
        durationMs: finishedAt - startedAt,
      };
    } finally {
      snapshot.close();
    }
  }

  async function fuseCandidates(
    snapshot: Snapshot,
    vector: Float32Array | undefined,
    lexical: readonly LexicalCandidate[],
    dense: readonly Neighbour[],
    weights: FusionWeights,
  ): Promise<FusedCandidate[]> {
    if (vector === undefined) return fuse(lexical, dense, () => Number.NaN, weights);
    const slots = lexical.map(({ slot }) => slot);
    const cosines = await snapshot.similarities(vector, slots);
    const bySlot = new Map(slots.map((slot, i) => [slot, cosines[i] ?? Number.NaN]));
    return fuse(lexical, dense, (slot) => bySlot.get(slot) ?? Number.NaN, weights);
  }

  /**
   * A filter may leave so few passages that any word they lack seems to be what the question is about. What
   * words weigh as evidence is therefore told by all that the reader may read of these corpora.
   */
  async function signsWithin(snapshot: Snapshot, query: Query): Promise<EvidenceSigns> {
    const wide = await store.snapshot({ ...query, filter: null });
    try {
      return await lexicalSigns(snapshot, analyseQuestion(wide, query.question));
    } finally {
      wide.close();
    }
  }

  async function weigh(
    signs: EvidenceSigns,
    distinct: readonly QuestionTerm[],
    corpus: string | undefined,
    snapshot: Snapshot,
  ): Promise<Retrieval['evidence']> {
    const threshold =
      corpus === undefined
        ? UNCALIBRATED_THRESHOLD
        : await calibrator.thresholdOf(corpus, snapshot);
    return {
      value: evidenceOf(signs),
      signs,
      threshold,
      unknownWords: distinct
        .filter(({ forms, stop }) => forms.length === 0 && !stop)
        .map(({ word }) => word),
    };
  }

  return { retrieve };
}

/**
 * The question's words as the trace keeps them. A repair that stands in no candidate is left out: it is a
 * word of a document that the answer does not list, so that erasing the document would not take it along.
 */
function tracedTerms(
  terms: readonly QuestionTerm[],
  candidates: readonly TermSequence[],
  snapshot: Snapshot,
): QuestionTerm[] {
  const stands = (term: string): boolean => {
    const number = snapshot.termNumber(term);
    return candidates.some((sequence) => sequence.includes(number));
  };
  return terms.map((term) => ({
    ...term,
    forms: term.forms.filter((form) => form.weight === 1 || stands(form.term)),
  }));
}

/** @throws SEQ_NOT_REACHED when the store is not there in time */
async function waitForSeq(store: Store, minSeq: number): Promise<void> {
  const deadline = performance.now() + MIN_SEQ_WAIT_MS;
  for (;;) {
    const { seq } = await store.latest();
    if (seq >= minSeq) return;
    if (performance.now() >= deadline) throw new FootnoteError('SEQ_NOT_REACHED', { minSeq, seq });
    await delay(MIN_SEQ_POLL_MS);
  }
}
