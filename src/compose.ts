import { createIngester } from '../ingest/ingest.ts';
import { createJobs } from '../ingest/jobs.ts';
import { createParser } from '../ingest/load/parser.ts';
import type { Ingester, Jobs } from '../ingest/types.ts';
import { createAnswerer, type Answerer } from './answer.ts';
import { createHealth, createWriters, endpointOf } from './compose-models.ts';
import type { Config } from './core/config.ts';
import { EVERYTHING } from './core/everything.ts';
import { createCommitFollower } from './history/follow-commits.ts';
import { createAnswerNow } from './history/answer-now.ts';
import { createDocumentDiff } from './history/document-diff.ts';
import { createReplay } from './history/replay.ts';
import { createStaleAnswers } from './history/stale-answers.ts';
import { createCitationStatus } from './history/status.ts';
import { createEmbedders } from './models/embedders.ts';
import type { Endpoint } from './models/openai/endpoint.ts';
import type { Embedders, ModelHealth } from './models/types.ts';
import { createCalibrator } from './retrieve/calibrate.ts';
import { createRetriever } from './retrieve/retrieve.ts';
import type { Retriever } from './retrieve/types.ts';
import { createSqliteStore } from './store/sqlite/store.ts';
import type { Store } from './store/types.ts';
import { say } from './terminal.ts';

/* The parts list: the one place where drivers are chosen and wired. */

/** What a change of the embedding model needs. */
export interface EmbeddingParts {
  readonly store: Store;
  readonly embedders: Embedders;
  /** Of all models. */
  readonly endpoint: Endpoint;
}

export interface IngestParts extends EmbeddingParts {
  readonly ingester: Ingester;
  readonly jobs: Jobs;
  readonly staleAnswers: ReturnType<typeof createStaleAnswers>;
  /** Tells, in the log of events, which answers the commits so far made stale. */
  readonly followCommits: () => Promise<void>;
  close(): Promise<void>;
}

export interface Parts extends IngestParts {
  readonly config: Config;
  /** Does beforehand what the first question would wait for: reads the index, calibrates the corpora. */
  warmUp(): Promise<void>;
  readonly modelHealth: () => Promise<ModelHealth>;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  readonly citationStatus: ReturnType<typeof createCitationStatus>;
  readonly answerNow: ReturnType<typeof createAnswerNow>;
  readonly replay: ReturnType<typeof createReplay>;
  readonly documentDiff: ReturnType<typeof createDocumentDiff>;
}

/** Whoever asks closes the store. @throws STORE_UNUSABLE */
export function composeEmbedding(config: Config): EmbeddingParts {
  const store = createSqliteStore({ directory: config.dataDir });
  const endpoint = endpointOf(config);
  return { store, embedders: createEmbedders(config, endpoint, say), endpoint };
}

/** What ingest needs. @throws STORE_UNUSABLE, EMBEDDER_UNAVAILABLE */
export async function composeIngest(config: Config): Promise<IngestParts> {
  const { store, embedders, endpoint } = composeEmbedding(config);
  await checkModelInUse({ store, embedders });
  const parser = createParser({ timeoutMs: config.parseTimeoutMs, memoryMb: config.parseMemoryMb });
  const ingester = createIngester({
    store,
    embedders,
    parser,
    corporaDir: config.corporaDir,
    maxDocumentBytes: config.maxDocumentBytes,
  });
  const jobs = createJobs({ ingester, store });
  const staleAnswers = createStaleAnswers({ store });
  const followCommits = createCommitFollower({ store, staleAnswers });
  return {
    store,
    embedders,
    endpoint,
    ingester,
    jobs,
    staleAnswers,
    followCommits,
    async close() {
      await jobs.close();
      await ingester.close();
      await store.close();
    },
  };
}

/** Everything that answers questions. @throws STORE_UNUSABLE, EMBEDDER_UNAVAILABLE */
export async function compose(config: Config): Promise<Parts> {
  const parts = await composeIngest(config);
  const { store, embedders } = parts;
  const calibrator = createCalibrator({ store });
  const { generator, fallback, rewriter } = await createWriters(config, parts.endpoint);
  const retriever = createRetriever({ store, embedders, calibrator, rewriter });
  const answerer = createAnswerer({
    store,
    retriever,
    generator,
    fallback,
    partialClaims: config.partialClaims,
  });
  const citationStatus = createCitationStatus({ store });
  const answerNow = createAnswerNow({ store, citationStatus });
  const documentDiff = createDocumentDiff({ store });
  const replay = createReplay({
    store,
    makeAnswer: (request, signal) => answerer.make(request, signal),
  });
  async function warmUp(): Promise<void> {
    const snapshot = await store.snapshot(EVERYTHING);
    snapshot.close();
    for (const { corpus } of await store.corpora(EVERYTHING))
      await calibrator.thresholdOf(corpus, snapshot);
  }
  return {
    ...parts,
    config,
    warmUp,
    modelHealth: createHealth(config, parts.endpoint),
    retriever,
    answerer,
    citationStatus,
    answerNow,
    replay,
    documentDiff,
  };
}

/** A process that could embed no question is better told so when it starts. */
async function checkModelInUse({
  store,
  embedders,
}: Pick<EmbeddingParts, 'store' | 'embedders'>): Promise<void> {
  try {
    const inUse = await store.modelInUse();
    // Of a new store the settings decide, and they may need an endpoint that is not up yet.
    if (inUse !== null) await embedders.of(inUse);
  } catch (error) {
    await store.close();
    throw error;
  }
}
