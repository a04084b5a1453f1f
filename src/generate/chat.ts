import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { UsageMetadata } from '@langchain/core/messages';
import { eitherSignal } from '../core/either-signal.ts';
import { FootnoteError } from '../core/errors.ts';
import { PROMPT_VERSION } from './chat/rules.ts';
import { createClaimParser } from './parse-claims.ts';
import { buildPrompt } from './prompt.ts';
import type { GenerateRequest, GenerationEvent, Generator } from './types.ts';

/*
 * Answers written by a language model, as claims with quotes. Nothing of it is checked here; a model's errors
 * pass through as its driver gives them.
 */

export interface ChatGeneratorParts {
  readonly model: BaseChatModel;
  /** CHAT_MODEL, as it stands in answers and traces. */
  readonly name: string;
  /** PROMPT_MAX_TOKENS */
  readonly maxPromptTokens: number;
  /** Tokens of a text. */
  readonly count: (text: string) => number;
}

/**
 * A generator whose events are: `prompt`; then `output` for each piece, followed by what it completes;
 * `abstain` if there is no claim; `usage`. The request is cancelled when a bound of the parser is reached or
 * whoever reads the events stops.
 * @throws MODEL_CONTEXT_EXCEEDED when no source fits the prompt
 * @throws MODEL_FAILED when a bound of the parser or CHAT_MAX_TOKENS is reached, and what the model throws
 */
export function createChatGenerator(parts: ChatGeneratorParts): Generator {
  return {
    id: `chat:${parts.name}:${PROMPT_VERSION}`,
    declines: true,
    generate: (request, signal) => generate(parts, request, signal),
  };
}

async function* generate(
  { model, name, maxPromptTokens, count }: ChatGeneratorParts,
  request: GenerateRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<GenerationEvent> {
  if (request.sources.length === 0) return;
  const prompt = buildPrompt(request, { maxTokens: maxPromptTokens, count });
  yield { type: 'prompt', ...prompt };
  const parser = createClaimParser(request.sources.slice(0, prompt.sources));
  const usage = { promptTokens: 0, completionTokens: 0 };
  let output = '';
  let cutOff = false;
  const enough = new AbortController();
  const until = eitherSignal(signal, enough.signal);
  try {
    const messages = prompt.messages.map(({ role, content }): [string, string] => [role, content]);
    for await (const chunk of await model.stream(messages, { signal: until })) {
      addUsage(usage, chunk.usage_metadata);
      cutOff ||= chunk.response_metadata?.['finish_reason'] === 'length';
      const { text } = chunk;
      if (text === '') continue;
      output += text;
      yield { type: 'output', text };
      yield* parser.push(text);
      if (parser.done) break;
    }
  } finally {
    enough.abort();
  }
  signal?.throwIfAborted();
  const tooMuch = parser.done;
  yield* parser.end();
  yield {
    type: 'usage',
    promptTokens: usage.promptTokens || prompt.tokens,
    completionTokens: usage.completionTokens || count(output),
  };
  if (tooMuch) throw unfinished(name, 'wrote more than any answer takes');
  if (cutOff) throw unfinished(name, 'was cut off before its end (CHAT_MAX_TOKENS)');
}

/** A model that does not come to an end has not answered; what it claimed until then may stand. */
function unfinished(name: string, why: string): FootnoteError {
  const detail = `The chat model ${name} ${why}.`;
  return new FootnoteError('MODEL_FAILED', { model: name }, { detail });
}

/** Servers tell it once at the end, or with each piece what it is so far: the largest is the whole. */
function addUsage(
  usage: { promptTokens: number; completionTokens: number },
  told: UsageMetadata | undefined,
): void {
  usage.promptTokens = Math.max(usage.promptTokens, told?.input_tokens ?? 0);
  usage.completionTokens = Math.max(usage.completionTokens, told?.output_tokens ?? 0);
}
