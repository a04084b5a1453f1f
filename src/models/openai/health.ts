import type { FootnoteError } from '../../core/errors.ts';
import type { ModelHealth } from '../types.ts';
import { attempt } from './attempt.ts';
import type { Endpoint } from './endpoint.ts';
import { modelUnknown, type NamedModel } from './failures.ts';
import { asModelFailure, requestFailedIn } from './request-failed.ts';

/** How long a result stands: a load balancer's many questions become one request. */
const FRESH_MS = 5_000;
const MAX_TIMEOUT_MS = 3_000;

interface ModelHealthDeps {
  readonly endpoint: Endpoint;
  /** What the configured drivers use; the first also stands for the endpoint in what is told. */
  readonly models: readonly [NamedModel, ...NamedModel[]];
}

/**
 * Tells whether the endpoint can be reached with the key and has the models, by its list of models, which
 * costs nothing. A server without such a list, or that is only busy, is taken to be well. Never rejects.
 */
export function createModelHealth(deps: ModelHealthDeps): () => Promise<ModelHealth> {
  let latest: { readonly health: Promise<ModelHealth>; freshUntil: number } | null = null;
  return () => {
    if (latest === null || Date.now() > latest.freshUntil) {
      const mine = { health: check(deps), freshUntil: Infinity };
      void mine.health.then(() => (mine.freshUntil = Date.now() + FRESH_MS));
      latest = mine;
    }
    return latest.health;
  };
}

async function check({ endpoint, models }: ModelHealthDeps): Promise<ModelHealth> {
  const { baseUrl, apiKey } = endpoint;
  const timeoutMs = Math.min(endpoint.timeoutMs, MAX_TIMEOUT_MS);
  const headers: Record<string, string> =
    apiKey === null ? {} : { authorization: `Bearer ${apiKey}` };
  try {
    const options = { model: models[0], apiKey, timeoutMs, ended: () => {} };
    const response = await attempt(`${baseUrl}/models`, { headers }, options);
    const list = listedIn(await response.text());
    const missing = list && models.find(({ name }) => !list.some((one) => isModel(one, name)));
    return missing ? unwell(modelUnknown(missing)) : { ok: true };
  } catch (error) {
    return givesNoList(error) ? { ok: true } : unwell(asModelFailure(error, models[0], apiKey));
  }
}

interface Listed {
  readonly id?: unknown;
  readonly owned_by?: unknown;
}

/** null = this is no list. */
function listedIn(text: string): readonly (Listed | null)[] | null {
  try {
    const { data } = JSON.parse(text) as { data?: unknown };
    return Array.isArray(data) ? (data as (Listed | null)[]) : null;
  } catch {
    return null;
  }
}

function isModel(listed: Listed | null, name: string): boolean {
  // llama.cpp answers with the one model it has, whatever the name that is asked for.
  if (listed?.owned_by === 'llamacpp') return true;
  // Ollama's default tag, and the folder that Gemini's endpoint puts its models in.
  return [name, `${name}:latest`, `models/${name}`].some((id) => id === listed?.id);
}

function unwell({ code, message }: FootnoteError): ModelHealth {
  return { ok: false, code, reason: message };
}

/** Whether the endpoint is there, but gives no list: it has none, or no time. */
function givesNoList(error: unknown): boolean {
  const status = requestFailedIn(error)?.refusal?.status;
  return status === 404 || status === 405 || status === 429 || status === 501;
}
