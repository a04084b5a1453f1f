import type { Config } from '../core/config.ts';
import type { EmbeddingModel } from '../core/embedding-model.ts';
import { FootnoteError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import { OPENAI_URL } from '../core/settings.ts';
import { createEmbeddedEmbedder } from './embedded.ts';
import type { Endpoint } from './openai/endpoint.ts';
import type { Embedder, Embedders, ModelEmbedder } from './types.ts';

type EmbedderConfig = Pick<Config, 'embedder' | 'embeddingModel' | 'embeddingDimensions'>;

const CHANGE = 'npm run ingest -- --reembed';

/**
 * Makes each embedder once, when it is first asked for. Of a model that is on record nothing is asked to make it,
 * so that a process starts while the endpoint is down.
 * @param say told once of each model in use that is not the one of the settings
 */
export function createEmbedders(
  config: EmbedderConfig,
  endpoint: Endpoint,
  say: (sentence: string) => void,
): Embedders {
  const made = new Map<string, ModelEmbedder>();
  let configured: Promise<ModelEmbedder> | null = null;

  const ask = (): Promise<ModelEmbedder> => {
    configured ??= ofSettings(config, endpoint).catch((error: unknown) => {
      // An endpoint that is down now may be up for the next document.
      configured = null;
      throw error;
    });
    return configured;
  };

  return {
    async of(model) {
      if (model === null) return ask();
      let embedder = made.get(model.id);
      if (embedder === undefined) {
        embedder =
          model.driver === 'embedded' ? embedded(model) : onRecord(config, endpoint, model);
        made.set(model.id, embedder);
        if (!isConfigured(config, model)) say(printable(differs(config, model)));
      }
      return embedder;
    },
    configured: ask,
  };
}

async function ofSettings(config: EmbedderConfig, endpoint: Endpoint): Promise<ModelEmbedder> {
  const { embedder, embeddingModel: name, embeddingDimensions: dimensions } = config;
  if (embedder === 'embedded') return embedded(null);
  if (name === null) throw new FootnoteError('INVALID_CONFIG', { variable: 'EMBEDDING_MODEL' });
  const { createOpenAiEmbedder } = await loadDriver();
  const made = await createOpenAiEmbedder({ endpoint, model: name, dimensions });
  return { ...made, driver: 'openai', name };
}

/** @param model null = whatever this version has */
function embedded(model: EmbeddingModel | null): ModelEmbedder {
  const embedder = createEmbeddedEmbedder();
  const { id } = embedder;
  if (model !== null && model.id !== id) throw unavailable(model, `this version has ${id}`);
  return embedder;
}

/** Nothing is asked to make it: its dimensions are known. */
function onRecord(
  config: EmbedderConfig,
  endpoint: Endpoint,
  model: EmbeddingModel,
): ModelEmbedder {
  const { apiKey, baseUrl } = endpoint;
  if (apiKey === null && baseUrl === OPENAI_URL) {
    throw unavailable(model, `there is no OPENAI_API_KEY for ${OPENAI_URL}`);
  }
  const { name, dimensions } = model;
  let made: Promise<Embedder> | null = null;
  return {
    ...model,
    async embed(texts, signal) {
      made ??= loadDriver().then(({ createOpenAiEmbedder }) => {
        const settings = { endpoint, model: name, dimensions: config.embeddingDimensions };
        return createOpenAiEmbedder(settings, { dimensions });
      });
      return (await made).embed(texts, signal);
    },
  };
}

/** Loaded only where it is used: LangChain's client takes 0.3 s and 40 MB of every start. */
function loadDriver() {
  return import('./openai/embedder.ts');
}

function isConfigured(config: EmbedderConfig, model: EmbeddingModel): boolean {
  const { embedder, embeddingModel, embeddingDimensions: dimensions } = config;
  if (embedder !== model.driver) return false;
  if (embedder === 'embedded') return true;
  return embeddingModel === model.name && (dimensions ?? model.dimensions) === model.dimensions;
}

function differs(config: EmbedderConfig, { id }: EmbeddingModel): string {
  const { embedder, embeddingModel, embeddingDimensions: dimensions } = config;
  const wanted = [embeddingModel, ...(dimensions === null ? [] : [dimensions])].join('-');
  const says =
    embedder === 'embedded' ? 'EMBEDDER says embedded' : `EMBEDDING_MODEL says ${wanted}`;
  return `The vectors are of ${id}; ${says}. Questions go on with ${id} until ${CHANGE}.`;
}

function unavailable({ id }: EmbeddingModel, reason: string): FootnoteError {
  const detail =
    `The vectors are of the embedding model ${id}, which these settings do not lead to: ${reason}. ` +
    `Set what it needs, or change to the model of the settings: ${CHANGE}`;
  return new FootnoteError('EMBEDDER_UNAVAILABLE', { model: id }, { detail });
}
