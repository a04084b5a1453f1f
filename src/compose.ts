import { createIngester } from '../ingest/ingest.ts';
import { createJobs } from '../ingest/jobs.ts';
import { createParser } from '../ingest/load/parser.ts';
import type { Ingester, Jobs } from '../ingest/types.ts';
import { createAnswerer, type Answerer } from './answer.ts';
import type { Config } from './core/config.ts';
import { FootnoteError } from './core/errors.ts';
import { EVERYTHING } from './core/everything.ts';
import { createExtractiveGenerator } from './generate/extractive.ts';
import { createCommitFollower } from './history/follow-commits.ts';
import { createAnswerNow } from './history/answer-now.ts';
import { createDocumentDiff } from './history/document-diff.ts';
import { createReplay } from './history/replay.ts';
import { createStaleAnswers } from './history/stale-answers.ts';
import { createCitationStatus } from './history/status.ts';
import { createEmbeddedEmbedder } from './models/embedded.ts';
import { createEndpoint, type Endpoint } from './models/openai/endpoint.ts';
import type { Embedder } from './models/types.ts';
import { createCalibrator } from './retrieve/calibrate.ts';
import { createCarryOver } from './retrieve/carry-over.ts';
import { createRetriever } from './retrieve/retrieve.ts';
import type { Retriever } from './retrieve/types.ts';
import { createSqliteStore } from './store/sqlite/store.ts';
import type { Store } from './store/types.ts';

/* The parts list: the one place where drivers are chosen and wired. */

export interface IngestParts {
  readonly store: Store;
  readonly embedder: Embedder;
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
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  readonly citationStatus: ReturnType<typeof createCitationStatus>;
  readonly answerNow: ReturnType<typeof createAnswerNow>;
  readonly replay: ReturnType<typeof createReplay>;
  readonly documentDiff: ReturnType<typeof createDocumentDiff>;
}

/** What ingest needs. @throws STORE_UNUSABLE, MODEL_… */
export async function composeIngest(config: Config): Promise<IngestParts> {
  const embedder = await createEmbedder(config);
  const store = createSqliteStore({
    directory: config.dataDir,
    embedderId: embedder.id,
    dimensions: embedder.dimensions,
  });
  const parser = createParser({ timeoutMs: config.parseTimeoutMs, memoryMb: config.parseMemoryMb });
  const ingester = createIngester({
    store,
    embedder,
    parser,
    corporaDir: config.corporaDir,
    maxDocumentBytes: config.maxDocumentBytes,
  });
  const jobs = createJobs({ ingester, store });
  const staleAnswers = createStaleAnswers({ store });
  const followCommits = createCommitFollower({ store, staleAnswers });
  return {
    store,
    embedder,
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

/** Everything that answers questions. @throws STORE_UNUSABLE, MODEL_… */
export async function compose(config: Config): Promise<Parts> {
  const parts = await composeIngest(config);
  const { store, embedder } = parts;
  const calibrator = createCalibrator({ store });
  const retriever = createRetriever({ store, embedder, calibrator, rewriter: createCarryOver() });
  const answerer = createAnswerer({
    store,
    retriever,
    generator: createExtractiveGenerator(),
    fallback: null,
    embedderId: embedder.id,
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
    retriever,
    answerer,
    citationStatus,
    answerNow,
    replay,
    documentDiff,
  };
}

async function createEmbedder(config: Config): Promise<Embedder> {
  if (config.embedder === 'embedded') return createEmbeddedEmbedder();
  const { embeddingModel: model, embeddingDimensions: dimensions } = config;
  if (model === null) throw new FootnoteError('INVALID_CONFIG', { variable: 'EMBEDDING_MODEL' });
  // Loaded only where it is used: LangChain's client takes 0.3 s and 40 MB of every start.
  const { createOpenAiEmbedder } = await import('./models/openai/embedder.ts');
  return createOpenAiEmbedder({ endpoint: openAiEndpoint(config), model, dimensions });
}

function openAiEndpoint(config: Config): Endpoint {
  return createEndpoint({
    baseUrl: config.openaiBaseUrl,
    apiKey: config.openaiApiKey,
    timeoutMs: config.modelTimeoutMs,
    maxRetries: config.modelMaxRetries,
    concurrency: config.modelConcurrency,
  });
}
