import { OpenAIEmbeddings } from '@langchain/openai';
import { clientFields } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import { modelFailed, type NamedModel } from './failures.ts';
import { asModelFailure } from './request-failed.ts';

type Listed = { readonly index?: number; readonly embedding?: unknown } | null;

/**
 * LangChain's client, asked so that any compatible server understands: for floats (its own choice is
 * base64, and a server that answers floats all the same is misread), for the text as it is (it would
 * replace line ends), and by index (it goes by the order of the answer). It takes no signal, so that each
 * cancellable request has a client of its own.
 */
export class IndexedEmbeddings extends OpenAIEmbeddings {
  readonly #endpoint: Endpoint;
  readonly #named: NamedModel;

  constructor(endpoint: Endpoint, named: NamedModel, signal: AbortSignal | undefined) {
    super({ model: named.name, ...clientFields(endpoint, endpoint.fetchFor(named, signal)) });
    this.#endpoint = endpoint;
    this.#named = named;
  }

  /**
   * What the endpoint gave for each text of one request, by position; unchecked.
   * @param dimensions sent along when it is not null
   * @throws MODEL_…
   */
  async embedBatch(texts: readonly string[], dimensions: number | null): Promise<unknown[]> {
    const asked = { model: this.model, input: [...texts], encoding_format: 'float' as const };
    const request = dimensions === null ? asked : { ...asked, dimensions };
    const answered: { data?: unknown } | null = await this.embeddingWithRetry(request).catch(
      (error: unknown) => {
        throw asModelFailure(error, this.#named, this.#endpoint.apiKey);
      },
    );
    const list = answered?.data as Listed[] | undefined;
    if (!Array.isArray(list)) {
      throw modelFailed(this.#named, 'The endpoint gave something that holds no embeddings.');
    }
    const byIndex = new Map(list.map((one, position) => [one?.index ?? position, one?.embedding]));
    return texts.map((_, index) => byIndex.get(index));
  }
}
