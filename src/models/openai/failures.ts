import { FootnoteError, type ErrorCode } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';

/*
 * What can go wrong with a model, each as an error whose sentence names the setting to look at. None has a
 * cause: the error of a client may hold the key, and causes are logged.
 */

/** Characters of an endpoint's own message that are passed on. */
const MAX_SAID = 200;

/** A model and where it is set, so that an error about it can say where to look. */
export interface NamedModel {
  readonly variable: 'CHAT_MODEL' | 'EMBEDDING_MODEL';
  readonly name: string;
}

/** "chat model llama3" */
export function nameOf({ variable, name }: NamedModel): string {
  return `${variable === 'CHAT_MODEL' ? 'chat' : 'embedding'} model ${name}`;
}

export function modelError(
  code: ErrorCode,
  model: NamedModel,
  detail: string,
  details: Readonly<Record<string, unknown>> = {},
): FootnoteError {
  return new FootnoteError(code, { model: model.name, ...details }, { detail });
}

export function modelFailed(model: NamedModel, detail: string): FootnoteError {
  return modelError('MODEL_FAILED', model, detail);
}

/** @param why the system's code, such as ECONNREFUSED, or a few words */
export function modelUnreachable(model: NamedModel, why: string): FootnoteError {
  const detail = `The endpoint of the ${nameOf(model)} cannot be reached (${why}). Check OPENAI_BASE_URL.`;
  return modelError('MODEL_UNREACHABLE', model, detail);
}

export function modelUnknown(model: NamedModel): FootnoteError {
  const detail = `The endpoint does not list the ${nameOf(model)}. Check ${model.variable}.`;
  return modelError('MODEL_NOT_FOUND', model, detail);
}

export function modelSilent(model: NamedModel, timeoutMs: number): FootnoteError {
  const detail = `The ${nameOf(model)} was silent for ${timeoutMs} ms (MODEL_TIMEOUT_MS).`;
  return modelError('MODEL_TIMEOUT', model, detail, { timeoutMs });
}

export function modelEndless(model: NamedModel, wholeMs: number): FootnoteError {
  const detail = `The answer of the ${nameOf(model)} did not end within ${wholeMs} ms (MODEL_TIMEOUT_MS allows a fifth of that for each silence).`;
  return modelError('MODEL_TIMEOUT', model, detail, { wholeMs });
}

/** One line of at most 200 printable characters, without the key. */
export function sayable(message: string, apiKey: string | null): string {
  const safe = apiKey === null ? message : message.replaceAll(apiKey, '[key]');
  return printable(safe).slice(0, MAX_SAID).toWellFormed();
}
