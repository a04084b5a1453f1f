import type { Config } from './core/config.ts';
import { loadTokenizer } from './core/tokens.ts';
import { createExtractiveGenerator } from './generate/extractive.ts';
import type { Generator } from './generate/types.ts';
import { createEndpoint, type Endpoint } from './models/openai/endpoint.ts';
import type { NamedModel } from './models/openai/failures.ts';
import { createModelHealth } from './models/openai/health.ts';
import type { ModelHealth } from './models/types.ts';
import { createCarryOver } from './retrieve/carry-over.ts';
import type { QuestionRewriter } from './retrieve/types.ts';

/* The part of the parts list that is about language models: which there are, and what stands in for them. */

/** The one way to the endpoint of all models, so that its limit holds for them together. */
export function endpointOf(config: Config): Endpoint {
  return createEndpoint({
    baseUrl: config.openaiBaseUrl,
    apiKey: config.openaiApiKey,
    timeoutMs: config.modelTimeoutMs,
    maxRetries: config.modelMaxRetries,
    concurrency: config.modelConcurrency,
  });
}

export interface Writers {
  readonly generator: Generator;
  /** Writes when the generator fails before its first claim; null = nobody does. */
  readonly fallback: Generator | null;
  readonly rewriter: QuestionRewriter;
}

/** What writes answers, and what makes a question stand alone. */
export async function createWriters(config: Config, endpoint: Endpoint): Promise<Writers> {
  const extractive = createExtractiveGenerator();
  const carryOver = createCarryOver();
  const { chatModel: name } = config;
  if (config.generator === 'extractive' || name === null) {
    return { generator: extractive, fallback: null, rewriter: carryOver };
  }
  // Loaded only where they are used: LangChain's client takes 0.3 s and 40 MB of every start.
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
export function createHealth(config: Config, endpoint: Endpoint): () => Promise<ModelHealth> {
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
