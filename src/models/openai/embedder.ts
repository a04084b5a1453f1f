import { eitherSignal } from '../../core/either-signal.ts';
import { FootnoteError } from '../../core/errors.ts';
import type { Embedder } from '../types.ts';
import { toUnitLength } from '../unit-length.ts';
import { batchesOf } from './batches.ts';
import type { Endpoint } from './endpoint.ts';
import { IndexedEmbeddings } from './indexed-embeddings.ts';
import type { NamedModel } from './failures.ts';

/** A text that is refused as too long is cut no shorter than this, in UTF-16 code units. */
const MIN_LENGTH = 64;

export interface OpenAiEmbedderSettings {
  readonly endpoint: Endpoint;
  readonly model: string;
  /** EMBEDDING_DIMENSIONS: sent to the endpoint; null = what the model gives. */
  readonly dimensions: number | null;
}

/**
 * Embeddings from any OpenAI-compatible endpoint. Where neither `known` nor the settings tell the
 * dimensions, one word is embedded to learn them; else nothing is asked before there is a text to embed.
 * @param known what is known of the model's vectors, as from those that are stored
 * @throws MODEL_… when the endpoint does not answer as it should
 * @throws INVALID_VECTOR when it gives too few vectors, or one of another length
 */
export async function createOpenAiEmbedder(
  settings: OpenAiEmbedderSettings,
  known?: { readonly dimensions: number },
): Promise<Embedder> {
  const { model } = settings;
  const ask = createAsker(settings);
  const dimensions = known?.dimensions ?? settings.dimensions ?? (await learnDimensions(ask));
  // A model that was asked to shorten its vectors once has to be asked again, whatever is set by now.
  let shortened = settings.dimensions === dimensions;

  /** The vectors of a batch, each checked. */
  async function vectorsOf(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const mayBeLonger = known !== undefined && !shortened;
    const vectors = await ask(texts, shortened ? dimensions : null, signal);
    if (mayBeLonger && vectors.some((vector) => lengthOf(vector) > dimensions)) {
      shortened = true;
      return vectorsOf(texts, signal);
    }
    return vectors.map((vector) => toVector(vector, dimensions));
  }

  /**
   * As `vectorsOf`, but a batch that is too long for the endpoint is asked for in halves, and a text of
   * its own is cut in half: a vector of its beginning finds the document, a refusal would lose it. The
   * text is stored and quoted whole, so that the cut shows nowhere.
   */
  async function embedFitting(
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    try {
      return await vectorsOf(texts, signal);
    } catch (error) {
      const halves = isTooLong(error) ? halvesOf(texts) : null;
      if (halves === null) throw error;
      const vectors: Float32Array[] = [];
      for (const half of halves) vectors.push(...(await embedFitting(half, signal)));
      return vectors;
    }
  }

  return {
    id: `${model}-${dimensions}`,
    dimensions,
    async embed(texts, signal) {
      // When one batch fails the others are broken off: nobody waits for them any more.
      const rest = new AbortController();
      const either = eitherSignal(signal, rest.signal);
      try {
        const batches = batchesOf(texts).map((batch) => embedFitting(batch, either));
        return (await Promise.all(batches)).flat();
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      } finally {
        rest.abort();
      }
    },
  };
}

type Ask = (
  texts: readonly string[],
  dimensions: number | null,
  signal?: AbortSignal,
) => Promise<readonly unknown[]>;

function createAsker({ endpoint, model }: OpenAiEmbedderSettings): Ask {
  const named: NamedModel = { variable: 'EMBEDDING_MODEL', name: model };
  return (texts, dimensions, signal) =>
    new IndexedEmbeddings(endpoint, named, signal).embedBatch(texts, dimensions);
}

async function learnDimensions(ask: Ask): Promise<number> {
  const [vector] = await ask(['dimensions'], null);
  return toVector(vector, lengthOf(vector)).length;
}

/** 0 for what is no vector. */
function lengthOf(vector: unknown): number {
  return Array.isArray(vector) ? vector.length : 0;
}

function toVector(vector: unknown, dimensions: number): Float32Array {
  const length = lengthOf(vector);
  if (length === 0 || length !== dimensions) {
    const detail =
      length === 0
        ? 'The embedding model gave no vector for a text.'
        : `The embedding model gave a vector of ${length} numbers, not of ${dimensions}.`;
    throw new FootnoteError('INVALID_VECTOR', { length, dimensions }, { detail });
  }
  return toUnitLength(Float32Array.from(vector as number[]));
}

function isTooLong(error: unknown): boolean {
  return error instanceof FootnoteError && error.code === 'MODEL_CONTEXT_EXCEEDED';
}

/** Two batches in place of one, or the beginning of a single text; null = it cannot be made shorter. */
function halvesOf(texts: readonly string[]): string[][] | null {
  const [text] = texts;
  if (text === undefined) return null;
  if (texts.length > 1) {
    const middle = Math.ceil(texts.length / 2);
    return [texts.slice(0, middle), texts.slice(middle)];
  }
  const middle = Math.floor(text.length / 2);
  return middle < MIN_LENGTH ? null : [[text.slice(0, middle).toWellFormed()]];
}
