import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage, BaseMessageLike } from '@langchain/core/messages';
import type { ChatGenerationChunk, LLMResult } from '@langchain/core/outputs';
import { IterableReadableStream } from '@langchain/core/utils/stream';
import { ChatOpenAICompletions, type ChatOpenAICompletionsCallOptions } from '@langchain/openai';
import { eitherSignal } from '../../core/either-signal.ts';
import { clientFields } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import { asEventStream } from './event-stream.ts';
import { modelFailed, type NamedModel } from './failures.ts';
import { refusedParameter, without, type Dispensable } from './parameters.ts';
import { asModelFailure } from './request-failed.ts';

export interface OpenAiChatSettings {
  readonly endpoint: Endpoint;
  readonly model: string;
  /** Tokens that the model may write for one answer. */
  readonly maxTokens: number;
}

/**
 * A chat model at any OpenAI-compatible endpoint, at temperature 0. Its `stream(messages, { signal })` gives
 * pieces of text as they come and, last, the usage where the server tells it. An abort surfaces as the
 * signal's reason; who leaves the stream early breaks the request off.
 * @throws MODEL_… from `stream` and `invoke`, and while a stream is read, for everything else
 */
export function createOpenAiChatModel(settings: OpenAiChatSettings): BaseChatModel {
  return new StreamedCompletions(settings);
}

/**
 * LangChain's model for chat completions (its `ChatOpenAI` would turn to another API for some names), with
 * every answer streamed. Its callbacks are left out, and with them LangChain's tracing: whatever
 * LANGSMITH_TRACING says, prompts hold documents and go to the endpoint alone.
 */
class StreamedCompletions extends ChatOpenAICompletions {
  readonly #named: NamedModel;
  readonly #apiKey: string | null;
  /** What the server has refused so far. */
  readonly #refused = new Set<Dispensable>();

  constructor({ endpoint, model, maxTokens }: OpenAiChatSettings) {
    const named: NamedModel = { variable: 'CHAT_MODEL', name: model };
    super({
      model,
      temperature: 0,
      maxTokens,
      ...clientFields(endpoint, asEventStream(named, endpoint.fetchFor(named))),
    });
    this.#named = named;
    this.#apiKey = endpoint.apiKey;
  }

  override invocationParams(...asked: Parameters<ChatOpenAICompletions['invocationParams']>) {
    return without(super.invocationParams(...asked), this.#refused);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
  ): AsyncGenerator<ChatGenerationChunk> {
    const sent = this.invocationParams(options, { streaming: true });
    try {
      yield* super._streamResponseChunks(messages, options);
    } catch (error) {
      const refused = refusedParameter(error, sent, this.#refused);
      if (refused === null) throw error;
      this.#refused.add(refused);
      yield* this._streamResponseChunks(messages, options);
    }
  }

  override async *_streamIterator(
    input: BaseLanguageModelInput,
    options: Partial<this['ParsedCallOptions']> = {},
  ): AsyncGenerator<AIMessageChunk> {
    const messages = StreamedCompletions._convertInputToPromptValue(input).toChatMessages();
    let finished = false;
    try {
      const chunks = this._streamResponseChunks(messages, options as this['ParsedCallOptions']);
      for await (const { message, generationInfo } of chunks) {
        finished ||= generationInfo?.['finish_reason'] !== undefined;
        message.response_metadata = { ...generationInfo, ...message.response_metadata };
        yield message as AIMessageChunk;
      }
      // Else a connection that is closed early would pass for an answer.
      if (!finished) throw modelFailed(this.#named, UNFINISHED);
    } catch (error) {
      options.signal?.throwIfAborted();
      throw asModelFailure(error, this.#named, this.#apiKey);
    }
  }

  /** LangChain cancels a stream only with its next piece, which may be long in coming. */
  override async stream(
    input: BaseLanguageModelInput,
    options: Partial<ChatOpenAICompletionsCallOptions> = {},
  ): Promise<IterableReadableStream<AIMessageChunk>> {
    const left = new AbortController();
    const { signal: outer } = options;
    const signal = eitherSignal(outer, left.signal);
    const pieces = await super.stream(input, { ...options, signal });
    return new IterableReadableStream<AIMessageChunk>(
      {
        async pull(controller) {
          const piece: IteratorResult<AIMessageChunk, undefined> = await pieces.next();
          if (piece.done === true) controller.close();
          else controller.enqueue(piece.value);
        },
        cancel: () => left.abort(),
      },
      { highWaterMark: 0 },
    );
  }

  /** What `invoke` and chains go through. */
  override async generate(
    messages: BaseMessageLike[][],
    options?: string[] | Partial<ChatOpenAICompletionsCallOptions>,
  ): Promise<LLMResult> {
    const given = Array.isArray(options) ? { stop: options } : options;
    const generations = messages.map(async (list) => {
      const pieces: AIMessageChunk[] = [];
      for await (const piece of await this.stream(list, given)) pieces.push(piece);
      const message = pieces.reduce((whole, piece) => whole.concat(piece));
      return [{ text: message.text, message }];
    });
    return { generations: await Promise.all(generations) };
  }
}

const UNFINISHED = 'The answer of the endpoint broke off before its end, or was none.';
