import { setTimeout as delay } from 'node:timers/promises';
import { FootnoteError } from '../core/errors.ts';
import { hrefOf } from '../core/ids.ts';
import type { Hit } from '../core/model.ts';
import { distinctTerms, type QuestionTerm } from '../core/question.ts';
import type { Embedder } from '../models/types.ts';
import type { PlacedPassage, Snapshot, Store } from '../store/types.ts';
import { analyseQuestion } from './analyse-question.ts';
import { UNCALIBRATED_THRESHOLD, type Calibrator } from './calibrate.ts';
import { EVIDENCE_PASSAGES, evidenceOf, evidenceSigns } from './evidence.ts';
import { fuse, fusionWeights, type FusedCandidate } from './fuse.ts';
import { searchLexical, type LexicalCandidate } from './lexical.ts';
import { matchContext, matchUnits } from './match-units.ts';
import { select, type Selection } from './select.ts';
import type { Query, Retrieval, RetrievedPassage, Retriever } from './types.ts';

/** Candidates that each retriever hands to fusion. */
const DEPTH = { lexical: 50, dense: 20 };
const MIN_SEQ_WAIT_MS = 2_000;
const MIN_SEQ_POLL_MS = 10;

/** Question in, passages out: embed, pin a seq, search by words and by vector, fuse, select, weigh. */
export function createRetriever(parts: {
  store: Store;
  embedder: Embedder;
  calibrator: Calibrator;
}): Retriever {
  const { store, embedder, calibrator } = parts;
  const weights = fusionWeights(embedder.id);

  async function retrieve(query: Query, signal?: AbortSignal): Promise<Retrieval> {
    const startedAt = performance.now();
    if (query.minSeq !== null) await waitForSeq(store, query.minSeq);
    const [vector] = await embedder.embed([query.question], signal);
    const embeddedAt = performance.now();
    const snapshot = await store.snapshot(query);
    try {
      const terms = analyseQuestion(snapshot, query.question);
      const lexical = await searchLexical(snapshot, terms, DEPTH.lexical);
      const lexicalAt = performance.now();
      const dense = vector === undefined ? [] : await snapshot.nearest(vector, DEPTH.dense);
      const denseAt = performance.now();
      const fused = await fuseCandidates(snapshot, vector, lexical, dense);
      const places = await snapshot.places(fused.map(({ slot }) => slot));
      const ordered = orderTies(fused, places);
      const sequences = await snapshot.terms(ordered.map(({ slot }) => slot));
      const selection = select(ordered, sequences, query.topK);
      const passages = matchedHits(distinctTerms(terms), selection, ordered);
      const evidence = await weigh(terms, lexical, passages, snapshot.seq);
      const finishedAt = performance.now();
      return {
        seq: snapshot.seq,
        asOf: snapshot.asOf,
        terms: distinctTerms(terms),
        passages,
        evidence,
        trace: {
          scope: { corpora: query.corpora, filter: query.filter, passages: snapshot.passageCount },
          terms: distinctTerms(terms),
          fusion: { embedder: embedder.id, ...weights },
          evidence,
          candidates: ordered.map((candidate) => traceCandidate(candidate, selection)),
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
    dense: Awaited<ReturnType<Snapshot['nearest']>>,
  ): Promise<FusedCandidate[]> {
    if (vector === undefined) return fuse(lexical, dense, () => Number.NaN, weights);
    const slots = lexical.map(({ slot }) => slot);
    const cosines = await snapshot.similarities(vector, slots);
    const bySlot = new Map(slots.map((slot, i) => [slot, cosines[i] ?? Number.NaN]));
    return fuse(lexical, dense, (slot) => bySlot.get(slot) ?? Number.NaN, weights);
  }

  async function weigh(
    terms: readonly QuestionTerm[],
    lexical: readonly LexicalCandidate[],
    passages: readonly RetrievedPassage[],
    seq: number,
  ): Promise<Retrieval['evidence']> {
    const distinct = distinctTerms(terms);
    const best = passages.slice(0, EVIDENCE_PASSAGES);
    const signs = evidenceSigns(distinct, lexical[0]?.score ?? 0, best);
    const corpus = passages[0]?.hit.corpus;
    const threshold =
      corpus === undefined ? UNCALIBRATED_THRESHOLD : await calibrator.thresholdOf(corpus, seq);
    return {
      value: evidenceOf(signs),
      signs,
      threshold,
      unknownWords: distinct.filter((term) => term.forms.length === 0).map((term) => term.word),
    };
  }

  return { retrieve };
}

interface PlacedCandidate extends FusedCandidate {
  readonly place: PlacedPassage;
}

/** Candidates with their places; equal scores by document id, then by where they stand. */
function orderTies(
  fused: readonly FusedCandidate[],
  places: readonly PlacedPassage[],
): PlacedCandidate[] {
  return fused
    .flatMap((candidate, i) => {
      const place = places[i];
      return place === undefined ? [] : [{ ...candidate, place }];
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        compareText(a.place.documentId, b.place.documentId) ||
        a.place.span.start - b.place.span.start,
    );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function matchedHits(
  terms: readonly QuestionTerm[],
  selection: Selection,
  ordered: readonly PlacedCandidate[],
): RetrievedPassage[] {
  const kept = new Set(selection.kept.map(({ slot }) => slot));
  return ordered
    .filter(({ slot }) => kept.has(slot))
    .map((candidate, i) => ({
      hit: toHit(candidate, i + 1),
      passage: candidate.place,
      contextMatches: matchContext(terms, candidate.place),
      units: matchUnits(terms, candidate.place),
    }));
}

function toHit({ place, score, lexical, dense }: PlacedCandidate, rank: number): Hit {
  return {
    documentId: place.documentId,
    corpus: place.corpus,
    title: place.title,
    revision: place.revision,
    revisionSha256: place.revisionSha256,
    ingestedAt: place.ingestedAt,
    span: place.span,
    lines: place.lines,
    page: place.page,
    headings: [...place.headings],
    href: hrefOf(place.documentId, place.revision, place.span.start, place.span.end),
    text: place.text,
    metadata: place.metadata,
    rank,
    score,
    lexical: lexical === null ? null : { rank: lexical.rank, score: lexical.score },
    dense,
  };
}

function traceCandidate(
  candidate: PlacedCandidate,
  { dropped }: Selection,
): Record<string, unknown> {
  const { place, score, lexical, dense, slot } = candidate;
  return {
    documentId: place.documentId,
    revision: place.revision,
    span: place.span,
    score,
    lexical,
    dense,
    dropped: dropped.get(slot) ?? null,
  };
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
