import type { ChatOpenAICompletions } from '@langchain/openai';
import { requestFailedIn } from './request-failed.ts';

type RequestParameters = ReturnType<ChatOpenAICompletions['invocationParams']>;

/**
 * What a server may refuse and an answer can do without. OpenAI's newer models take no `max_tokens` (but
 * `max_completion_tokens`) and some no `temperature`; older compatible servers know no `stream_options`.
 */
const DISPENSABLE = [
  'stream_options',
  'temperature',
  'max_tokens',
  'max_completion_tokens',
] as const;
export type Dispensable = (typeof DISPENSABLE)[number];

/**
 * The parameter that a server refused a request for and that it may be asked again without; null = there is
 * none. A limit of tokens that goes by neither name is not done without.
 */
export function refusedParameter(
  error: unknown,
  sent: RequestParameters,
  refused: ReadonlySet<Dispensable>,
): Dispensable | null {
  const request = requestFailedIn(error);
  const { status = null, text = '' } = request?.refusal ?? {};
  // A prompt that is too long is often said to be so together with `max_tokens`.
  if (request?.failure.code !== 'MODEL_FAILED' || (status !== 400 && status !== 422)) return null;
  const isNamed = (name: Dispensable): boolean =>
    sent[name] !== undefined && new RegExp(`\\b${name}\\b`).test(text);
  const named = DISPENSABLE.find(isNamed) ?? null;
  const isLimit = named === 'max_tokens' || named === 'max_completion_tokens';
  const other = named === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  return isLimit && refused.has(other) ? null : named;
}

/** The parameters without those that were refused; the limit of tokens goes by its other name. */
export function without(
  parameters: RequestParameters,
  refused: ReadonlySet<Dispensable>,
): RequestParameters {
  const { max_tokens: older, max_completion_tokens: newer } = parameters;
  const rest: RequestParameters = { ...parameters };
  if (refused.has('max_tokens') && typeof older === 'number') rest.max_completion_tokens = older;
  if (refused.has('max_completion_tokens') && typeof newer === 'number') rest.max_tokens = newer;
  for (const name of refused) delete rest[name];
  return rest;
}
