import { createIngester } from '../ingest/ingest.ts';
import { createJobs } from '../ingest/jobs.ts';
import { createParser } from '../ingest/load/parser.ts';
import type { Ingester, Jobs } from '../ingest/types.ts';
import { createAnswerer, type Answerer } from './answer.ts';
import type { Config } from './core/config.ts';
import { FootnoteError } from './core/errors.ts';
import { EVERYTHING } from './core/everything.ts';
import { loadTokenizer } from './core/tokens.ts';
import { createExtractiveGenerator } from './generate/extractive.ts';
import type { Generator } from './generate/types.ts';
import { createCommitFollower } from './history/follow-commits.ts';
import { createAnswerNow } from './history/answer-now.ts';
import { createDocumentDiff } from './history/document-diff.ts';
import { createReplay } from './history/replay.ts';
import { createStaleAnswers } from './history/stale-answers.ts';
import { createCitationStatus } from './history/status.ts';
import { createEmbeddedEmbedder } from './models/embedded.ts';
import { createEndpoint, type Endpoint } from './models/openai/endpoint.ts';
import type { NamedModel } from './models/openai/failures.ts';
import { createModelHealth } from './models/openai/health.ts';
import type { Embedder, ModelHealth } from './models/types.ts';
import { createCalibrator } from './retrieve/calibrate.ts';
import { createCarryOver } from './retrieve/carry-over.ts';
import { createRetriever } from './retrieve/retrieve.ts';
import type { QuestionRewriter, Retriever } from './retrieve/types.ts';
import { createSqliteStore } from './store/sqlite/store.ts';
import type { Store } from './store/types.ts';

/* The parts list: the one place where drivers are chosen and wired. */

export interface IngestParts {
  readonly store: Store;
  readonly embedder: Embedder;
  /** The one way to the endpoint of all models, so that its limit holds for them together. */
  readonly endpoint: Endpoint;
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

/** What ingest needs. @throws STORE_UNUSABLE, MODEL_… */
export async function composeIngest(config: Config): Promise<IngestParts> {
  const endpoint = openAiEndpoint(config);
  const embedder = await createEmbedder(config, endpoint);
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

/** Everything that answers questions. @throws STORE_UNUSABLE, MODEL_… */
export async function compose(config: Config): Promise<Parts> {
  const parts = await composeIngest(config);
  const { store, embedder } = parts;
  const calibrator = createCalibrator({ store });
  const { generator, fallback, rewriter } = await createWriters(config, parts.endpoint);
  const retriever = createRetriever({ store, embedder, calibrator, rewriter });
  const answerer = createAnswerer({
    store,
    retriever,
    generator,
    fallback,
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
    modelHealth: createHealth(config, parts.endpoint),
    retriever,
    answerer,
    citationStatus,
    answerNow,
    replay,
    documentDiff,
  };
}

async function createEmbedder(config: Config, endpoint: Endpoint): Promise<Embedder> {
  if (config.embedder === 'embedded') return createEmbeddedEmbedder();
  const { embeddingModel: model, embeddingDimensions: dimensions } = config;
  if (model === null) throw new FootnoteError('INVALID_CONFIG', { variable: 'EMBEDDING_MODEL' });
  // Loaded only where it is used: LangChain's client takes 0.3 s and 40 MB of every start.
  const { createOpenAiEmbedder } = await import('./models/openai/embedder.ts');
  return createOpenAiEmbedder({ endpoint, model, dimensions });
}

/** What writes answers, what does when that fails, and what makes a question stand alone. */
async function createWriters(
  config: Config,
  endpoint: Endpoint,
): Promise<{ generator: Generator; fallback: Generator | null; rewriter: QuestionRewriter }> {
  const extractive = createExtractiveGenerator();
  const carryOver = createCarryOver();
  const { chatModel: name } = config;
  if (config.generator === 'extractive' || name === null) {
    return { generator: extractive, fallback: null, rewriter: carryOver };
  }
  // Loaded only where they are used, as above.
  const { createOpenAiChatModel } = await import('./models/openai/chat.ts');
  const { createChatGenerator } = await import('./generate/chat.ts');
  const { createChatRewriter } = await import('./retrieve/chat-rewriter.ts');
  const { count } = await loadTokenizer();
  const { chatMaxTokens: maxTokens, promptMaxTokens: maxPromptTokens } = config;
  const model = createOpenAiChatModel({ endpoint, model: name, maxTokens });
  return {
    generator: createChatGenerator({ model, name, maxPromptTokens, count }),
    fallback: config.generatorFallback === 'extractive' ? extractive : null,
    rewriter: createChatRewriter({ model, fallback: carryOver }),
  };
}

/** Whether the models that the settings name can be asked; always, where they name none. */
function createHealth(config: Config, endpoint: Endpoint): () => Promise<ModelHealth> {
  const models: NamedModel[] = [];
  const { chatModel, embeddingModel } = config;
  if (config.generator === 'chat' && chatModel !== null) {
    models.push({ variable: 'CHAT_MODEL', name: chatModel });
  }
  if (config.embedder === 'openai' && embeddingModel !== null) {
    models.push({ variable: 'EMBEDDING_MODEL', name: embeddingModel });
  }
  const [first, ...others] = models;
  if (first === undefined) return () => Promise.resolve({ ok: true });
  return createModelHealth({ endpoint, models: [first, ...others] });
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
