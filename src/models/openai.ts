import { OpenAIEmbeddings } from '@langchain/openai';
import { FootnoteError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import type { Embedder } from './types.ts';
import { toUnitLength } from './unit-length.ts';

/** Texts in one request; well within what compatible servers take. */
const BATCH_SIZE = 64;
const TIMEOUT_MS = 60_000;
/** With LangChain's waits of 1, 2 and 4 s before them; what no retry can mend is not retried. */
const MAX_RETRIES = 3;
/** Characters of an endpoint's own message that are passed on. */
const MAX_MESSAGE = 200;

export interface OpenAiSettings {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
  readonly timeoutMs?: number;
  readonly maxRetries?: number;
}

/**
 * Embeddings from any OpenAI-compatible endpoint. One word is embedded first, to learn the dimensions.
 * @throws MODEL_FAILED when the endpoint does not answer as it should
 * @throws INVALID_VECTOR when it gives too few vectors, or one of another length
 */
export async function createOpenAiEmbedder(settings: OpenAiSettings): Promise<Embedder> {
  const { model } = settings;
  let dimensions: number | null = null;

  async function embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const client = new IndexedEmbeddings(settings, signal);
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += BATCH_SIZE) {
      signal?.throwIfAborted();
      const batch = texts.slice(from, from + BATCH_SIZE);
      const answered = await untilAborted(client.embedBatch(batch), signal).catch(
        (error: unknown) => {
          signal?.throwIfAborted();
          throw unavailable(error, settings);
        },
      );
      vectors.push(...batch.map((_, index) => toVector(answered.get(index), dimensions)));
    }
    return vectors;
  }

  const [probe] = await embed(['dimensions']);
  dimensions = probe?.length ?? 0;
  return { id: `${model}-${dimensions}`, dimensions, embed };
}

/**
 * LangChain's client, asked so that any compatible server understands: for floats (its own choice is
 * base64, and a server that answers floats all the same is misread), for the text as it is (it would
 * replace line ends), and by index (it goes by the order of the answer).
 */
class IndexedEmbeddings extends OpenAIEmbeddings {
  constructor(settings: OpenAiSettings, signal: AbortSignal | undefined) {
    super({
      model: settings.model,
      // The client wants a key even where the endpoint wants none.
      apiKey: settings.apiKey ?? 'none',
      timeout: settings.timeoutMs ?? TIMEOUT_MS,
      maxRetries: settings.maxRetries ?? MAX_RETRIES,
      configuration: {
        baseURL: settings.baseUrl,
        // The client takes no signal, so that a cancelled request is cut off where it is made.
        fetch: (url, init) => fetch(url, { ...init, signal: anyOf(init?.signal, signal) }),
      },
    });
  }

  /** The vectors of one request by the position of their text. */
  async embedBatch(texts: readonly string[]): Promise<ReadonlyMap<number, unknown>> {
    const answered: { data?: unknown } | null = await this.embeddingWithRetry({
      model: this.model,
      input: [...texts],
      encoding_format: 'float',
    });
    const data = answered?.data as { index?: number; embedding?: unknown }[] | undefined;
    if (!Array.isArray(data)) throw new TypeError('its answer holds no embeddings.');
    return new Map(data.map(({ index, embedding }, position) => [index ?? position, embedding]));
  }
}

function anyOf(
  first: AbortSignal | null | undefined,
  second: AbortSignal | undefined,
): AbortSignal | null {
  if (!first || !second) return first ?? second ?? null;
  return AbortSignal.any([first, second]);
}

/** The result, unless the signal comes first: the client's waits between retries do not look at it. */
function untilAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return result;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function toVector(embedding: unknown, dimensions: number | null): Float32Array {
  const length = Array.isArray(embedding) ? embedding.length : 0;
  if (length === 0 || (dimensions !== null && length !== dimensions)) {
    const detail =
      length === 0
        ? 'The embedding model gave no vector for a text.'
        : `The embedding model gave a vector of ${length} numbers; its first had ${dimensions}.`;
    throw new FootnoteError('INVALID_VECTOR', { length, dimensions }, { detail });
  }
  return toUnitLength(Float32Array.from(embedding as number[]));
}

/** What went wrong, in a sentence. The error itself is not its cause: it may hold the key, and is logged. */
function unavailable(error: unknown, { model, apiKey }: OpenAiSettings): FootnoteError {
  const status = statusOf(error);
  const said = messageOf(error, apiKey);
  const detail = `The embedding model ${model} does not answer: ${reasonOf(error, status, said)}`;
  return new FootnoteError('MODEL_FAILED', { model, status }, { detail });
}

function reasonOf(error: unknown, status: number | null, said: string): string {
  if (status === 401 || status === 403) {
    return `the endpoint refuses the key (${status}). Check OPENAI_API_KEY.`;
  }
  if (status === 404) {
    return 'there is no such model or address (404). Check EMBEDDING_MODEL and OPENAI_BASE_URL.';
  }
  if (status !== null) return `the endpoint answered with status ${status}: ${said}`;
  const code = codeOf(error);
  if (code === null) return said;
  return `the endpoint cannot be reached (${code}). Check OPENAI_BASE_URL.`;
}

function statusOf(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' ? status : null;
}

function messageOf(error: unknown, apiKey: string | null): string {
  const message = error instanceof Error ? error.message : String(error);
  const safe = apiKey === null ? message : message.replaceAll(apiKey, '[key]');
  return printable(safe).slice(0, MAX_MESSAGE);
}

/** The system's code, such as ECONNREFUSED, somewhere down the causes. */
function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return null;
}
