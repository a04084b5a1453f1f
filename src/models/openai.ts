import { OpenAIEmbeddings } from '@langchain/openai';
import { FootnoteError } from '../core/errors.ts';
import type { Embedder } from './types.ts';
import { toUnitLength } from './unit-length.ts';

/** Texts in one request; well within what compatible servers take. */
const BATCH_SIZE = 64;
const TIMEOUT_MS = 60_000;
const MAX_RETRIES = 3;

/**
 * Embeddings from any OpenAI-compatible endpoint. One word is embedded first, to learn the dimensions.
 * @throws EMBEDDER_UNAVAILABLE when the endpoint does not answer as it should
 */
export async function createOpenAiEmbedder(settings: {
  baseUrl: string;
  apiKey: string | null;
  model: string;
}): Promise<Embedder> {
  const client = new OpenAIEmbeddings({
    model: settings.model,
    // The client wants a key even where the endpoint wants none.
    apiKey: settings.apiKey ?? 'none',
    batchSize: BATCH_SIZE,
    timeout: TIMEOUT_MS,
    maxRetries: MAX_RETRIES,
    configuration: { baseURL: settings.baseUrl },
  });

  async function embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    if (texts.length === 0) return [];
    const vectors = await client.embedDocuments([...texts]).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      const detail = `The embedding model ${settings.model} did not answer: ${reason}`;
      throw new FootnoteError('EMBEDDER_UNAVAILABLE', {}, { cause: error, detail });
    });
    if (vectors.length !== texts.length) {
      throw new FootnoteError('INVALID_VECTOR', { texts: texts.length, vectors: vectors.length });
    }
    return vectors.map((vector) => toUnitLength(Float32Array.from(vector)));
  }

  const [probe] = await embed(['dimensions']);
  const dimensions = probe?.length ?? 0;
  if (dimensions === 0) throw new FootnoteError('INVALID_VECTOR', { dimensions });
  return { id: `${settings.model}-${dimensions}`, dimensions, embed };
}
