import type { ErrorCode, FootnoteError } from '../../core/errors.ts';
import { modelError, nameOf, sayable, type NamedModel } from './failures.ts';

/** An answer that is no success. */
export interface Refusal {
  /** null = it came in the midst of a stream that had begun well. */
  readonly status: number | null;
  /** The beginning of the body. */
  readonly text: string;
  /** For how long the endpoint asks to be left alone. */
  readonly retryAfterMs: number | null;
}

/*
 * Only OpenAI gives codes. The other servers say it in words, and llama.cpp with status 500: "maximum
 * context length" (vLLM), "exceeds the available context size", "too large to process" (llama.cpp), "input
 * length exceeds" (Ollama), "must have less than 512 tokens" (Text Embeddings Inference), "too many tokens
 * in batch" (Mistral).
 */
const TOO_LONG =
  /context_length_exceeded|max_tokens_per_request|maximum (context|input) length|exceeds? the (available |model'?s? )?(maximum )?context|input length exceeds|input tokens exceed|too large to process|must have less than \d+ tokens|too many tokens|prompt is too long/i;
const NO_SUCH_MODEL =
  /model_not_found|invalid[_ ]model|model\b.{0,100}\b(not found|does not exist)/i;
const RATE_LIMIT = /rate_limit_exceeded|insufficient_quota/i;

type RefusalCode = Extract<
  ErrorCode,
  | 'MODEL_KEY_REFUSED'
  | 'MODEL_NOT_FOUND'
  | 'MODEL_CONTEXT_EXCEEDED'
  | 'MODEL_RATE_LIMITED'
  | 'MODEL_FAILED'
>;

/** What an answer that is no success means. */
export function modelRefused(
  model: NamedModel,
  { status, text, retryAfterMs }: Refusal,
  apiKey: string | null,
): FootnoteError {
  const code = codeOf(status, text);
  // What is said about a refused key tends to repeat a part of it.
  const said = status === 401 ? '' : saidIn(text, apiKey);
  const sentences = [
    explain(code, model, status === null ? '' : ` (${status})`),
    retryAfterMs === null ? '' : `It wants to be asked again in ${retryAfterMs / 1_000} s.`,
    said === '' ? '' : `It says: ${said}`,
  ];
  const detail = sentences.filter((sentence) => sentence !== '').join(' ');
  const details = retryAfterMs === null ? { status } : { status, retryAfterMs };
  return modelError(code, model, detail, details);
}

/** Whether a 429 is about money, which no waiting mends. */
export function isQuota({ status, text }: Refusal): boolean {
  return status === 429 && /insufficient_quota|exceeded your current quota/i.test(text);
}

function codeOf(status: number | null, text: string): RefusalCode {
  if (status === 401 || status === 403) return 'MODEL_KEY_REFUSED';
  if (status === 404) return 'MODEL_NOT_FOUND';
  // Before the length: limits a minute are limits of tokens, too.
  if (status === 429 || (status === null && RATE_LIMIT.test(text))) return 'MODEL_RATE_LIMITED';
  if (status === 413 || TOO_LONG.test(text)) return 'MODEL_CONTEXT_EXCEEDED';
  if (status === 400 && NO_SUCH_MODEL.test(text)) return 'MODEL_NOT_FOUND';
  return 'MODEL_FAILED';
}

function explain(code: RefusalCode, model: NamedModel, where: string): string {
  const name = nameOf(model);
  switch (code) {
    case 'MODEL_KEY_REFUSED':
      return `The endpoint refuses the key for the ${name}${where}. Check OPENAI_API_KEY.`;
    case 'MODEL_NOT_FOUND':
      return `The endpoint has no ${name}${where}. Check ${model.variable} and OPENAI_BASE_URL.`;
    case 'MODEL_CONTEXT_EXCEEDED':
      return `The text is longer than the ${name} takes${where}. Check ${lengthSettings(model)}.`;
    case 'MODEL_RATE_LIMITED':
      return `The endpoint of the ${name} takes no more requests for now${where}. Check MODEL_CONCURRENCY.`;
    case 'MODEL_FAILED':
      return `The endpoint of the ${name} answered with an error${where}.`;
  }
}

function lengthSettings({ variable }: NamedModel): string {
  return variable === 'CHAT_MODEL' ? 'PROMPT_MAX_TOKENS and CHAT_MAX_TOKENS' : variable;
}

/** The message of an error's body, whatever the server's form of it; a page of HTML says nothing. */
function saidIn(text: string, apiKey: string | null): string {
  return /^\s*</.test(text) ? '' : sayable(messageIn(text), apiKey);
}

function messageIn(text: string): string {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return text;
  }
  for (const field of ['error', 'message', 'detail']) {
    if (typeof body !== 'object' || body === null) break;
    body = (body as Record<string, unknown>)[field] ?? body;
  }
  return typeof body === 'string' ? body : JSON.stringify(body);
}
