import {
  HumanMessage,
  SystemMessage,
  type AIMessageChunk,
  type UsageMetadata,
} from '@langchain/core/messages';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { createOpenAiChatModel } from '../../../src/models/openai/chat.ts';
import type { EndpointSettings } from '../../../src/models/openai/endpoint.ts';
import { connectTo } from './connect.ts';
import { honest } from './honest.ts';
import { promptIn } from './prompt.ts';

/* One question to a chat model, as the tests of the driver ask it. */

export const PROMPT = [
  '<source number="1" title="Refunds" revision="1" date="2026-11-01">',
  'Refunds are paid within 14 days. “Quoted” \\ and 😀 €5.',
  '</source>',
  'Question: When are refunds paid?',
].join('\n');
export const MESSAGES = [new SystemMessage('Answer from the sources.'), new HumanMessage(PROMPT)];
/** What an honest model says to it. */
export const ANSWER = honest(promptIn([{ role: 'user', content: PROMPT }]));

export function chatModelAt(
  endpoint: { baseUrl: string },
  settings: Partial<EndpointSettings> = {},
  model = 'tiny-chat',
): BaseChatModel {
  return createOpenAiChatModel({ endpoint: connectTo(endpoint, settings), model, maxTokens: 300 });
}

/** Everything a stream gives. */
export async function readAll(model: BaseChatModel, signal?: AbortSignal) {
  const pieces: AIMessageChunk[] = [];
  for await (const piece of await model.stream(MESSAGES, signal ? { signal } : {})) {
    pieces.push(piece);
  }
  return {
    pieces,
    text: pieces.map((piece) => piece.text).join(''),
    usage: pieces
      .map((piece): UsageMetadata | undefined => piece.usage_metadata)
      .find((usage) => usage !== undefined),
  };
}

/** What is left of a stream. */
export async function readOn(stream: AsyncIterable<AIMessageChunk>): Promise<string> {
  let rest = '';
  for await (const piece of stream) rest += piece.text;
  return rest;
}
