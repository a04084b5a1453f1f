import { setImmediate } from 'node:timers/promises';
import { modelRecord, type EmbeddingModel } from '../src/core/embedding-model.ts';
import { asFootnoteError, type ErrorCode } from '../src/core/errors.ts';
import type { Embedders, ModelEmbedder } from '../src/models/types.ts';
import type { EmbeddedText, Store, UnembeddedTexts } from '../src/store/types.ts';
import type { IngestFailure } from './types.ts';

/** Texts that are embedded and then stored: what an interruption costs at most, and four requests at once. */
const BATCH_TEXTS = 256;
/** What a single text can be to blame for; anything else is the model's or the endpoint's, and ends the run. */
const OF_ONE_TEXT = new Set<ErrorCode>([
  'INVALID_VECTOR',
  'MODEL_CONTEXT_EXCEEDED',
  'MODEL_FAILED',
  'INTERNAL',
]);

/** A model that refuses so many texts refuses them all. */
const MAX_FAILURES = 20;

export interface ReembedProgress {
  readonly passagesTotal: number;
  readonly passagesDone: number;
  readonly passagesPerSecond: number;
  /** null until there is something to judge it by. */
  readonly remainingMs: number | null;
}

export interface ReembedReport {
  /** Id of the model that was in use; null when nothing was embedded. */
  readonly before: string | null;
  /** Id of the model that the settings ask for. */
  readonly model: string;
  /** Questions go to `model` now. */
  readonly inUse: boolean;
  /** Texts that went through the model. */
  readonly embedded: number;
  /** Passages that have no vector of it yet. */
  readonly missing: number;
  /** By a document in which the passage stands. While there are any, the model in use is as it was. */
  readonly failures: readonly IngestFailure[];
  /** What is kept of other models, in bytes of the database: going back to them embeds only what came since. */
  readonly otherVectorBytes: number;
  readonly seq: number;
  readonly durationMs: number;
}

type ReembedStore = Pick<
  Store,
  | 'latest'
  | 'modelInUse'
  | 'vectorCounts'
  | 'unembeddedCount'
  | 'unembedded'
  | 'storeVectors'
  | 'switchModel'
>;

interface Work {
  readonly store: ReembedStore;
  readonly embedder: ModelEmbedder;
  readonly model: EmbeddingModel;
  readonly failures: IngestFailure[];
  readonly onEmbedded: (count: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Embeds every passage of a kept revision with the model of the settings, beside the vectors in use, and then puts
 * the model in use with one commit. What is there already is not embedded again, so that it may be interrupted
 * at any time; what other processes take in meanwhile is embedded before the commit.
 * @throws MODEL_… when the model or its endpoint fails; what is stored stays. An interruption does not throw.
 */
export async function reembed(
  deps: { store: ReembedStore; embedders: Pick<Embedders, 'configured'> },
  options: { onProgress?: (progress: ReembedProgress) => void; signal?: AbortSignal } = {},
): Promise<ReembedReport> {
  const { store } = deps;
  const { signal } = options;
  const startedAt = performance.now();
  const embedder = await deps.embedders.configured();
  const model = modelRecord(embedder);
  const before = await store.modelInUse();
  const tally = createTally(await store.unembeddedCount(model.id), startedAt, options.onProgress);
  const work: Work = { ...deps, embedder, model, failures: [], onEmbedded: tally.add, signal };
  // A store without a commit takes the model of the settings with its first one.
  if (before !== null) await embedAndSwitch(work);
  const inUse = (await store.modelInUse())?.id === model.id;
  const counts = await store.vectorCounts();
  return {
    before: before?.id ?? null,
    model: model.id,
    inUse,
    embedded: tally.embedded(),
    missing: await store.unembeddedCount(model.id),
    failures: work.failures,
    otherVectorBytes: counts
      .filter((count) => count.model.id !== model.id)
      .reduce((sum, count) => sum + count.vectors * bytesOf(count.model), 0),
    seq: (await store.latest()).seq,
    durationMs: performance.now() - startedAt,
  };
}

const bytesOf = ({ dimensions }: EmbeddingModel): number =>
  dimensions * Float32Array.BYTES_PER_ELEMENT;

async function embedAndSwitch(work: Work): Promise<void> {
  const { store, model, failures, signal } = work;
  for (;;) {
    await embedMissing(work);
    if (signal?.aborted || failures.length > 0) return;
    const { missing } = await store.switchModel(model);
    // Else something was taken in, with the model in use, since the last passage was looked at.
    if (missing === 0) return;
  }
}

/** Goes through the passages once. */
async function embedMissing(work: Work): Promise<void> {
  const { store, model, failures, signal } = work;
  for (let after = 0; !signal?.aborted && failures.length < MAX_FAILURES;) {
    const { texts, position } = await store.unembedded(model.id, after, BATCH_TEXTS);
    if (texts.length === 0) return;
    const embedded = await embedBatch(work, texts);
    if (embedded.length > 0) await store.storeVectors(model, embedded);
    work.onEmbedded(embedded.length);
    after = position;
    // The embedded model works in this thread.
    await setImmediate();
  }
}

/** The vectors of the texts that the model takes; none when it was interrupted. */
async function embedBatch(work: Work, texts: UnembeddedTexts['texts']): Promise<EmbeddedText[]> {
  const { embedder, failures, signal } = work;
  if (failures.length >= MAX_FAILURES) return [];
  try {
    const vectors = await embedder.embed(
      texts.map(({ text }) => text),
      signal,
    );
    return texts.flatMap(({ sha256 }, index) => {
      const vector = vectors[index];
      return vector === undefined ? [] : [{ sha256, vector }];
    });
  } catch (error) {
    if (signal?.aborted) return [];
    const { code, message } = asFootnoteError(error);
    if (!OF_ONE_TEXT.has(code)) throw error;
    const [only] = texts;
    if (only !== undefined && texts.length === 1) {
      failures.push({ path: only.documentId, code, message });
      return [];
    }
    // One text that the model refuses must not take its neighbours along.
    const middle = Math.ceil(texts.length / 2);
    const first = await embedBatch(work, texts.slice(0, middle));
    return [...first, ...(await embedBatch(work, texts.slice(middle)))];
  }
}

function createTally(
  total: number,
  startedAt: number,
  onProgress: ((progress: ReembedProgress) => void) | undefined,
) {
  let done = 0;
  return {
    embedded: () => done,
    add: (count: number): void => {
      done += count;
      const elapsedMs = Math.max(1, performance.now() - startedAt);
      // What others take in meanwhile comes on top.
      const passagesTotal = Math.max(total, done);
      onProgress?.({
        passagesTotal,
        passagesDone: done,
        passagesPerSecond: Math.round((done / elapsedMs) * 1000),
        remainingMs: done === 0 ? null : Math.round((elapsedMs / done) * (passagesTotal - done)),
      });
    },
  };
}
