import { FootnoteError } from '../core/errors.ts';
import { fenceFor } from './chat/fence.ts';
import { promptRules } from './chat/rules.ts';
import { sourceBlock, writtenIn } from './chat/source-block.ts';
import type { GenerateRequest, PromptMessage, Source } from './types.ts';

/** What a chat model is asked. */
export interface Prompt {
  readonly messages: readonly PromptMessage[];
  /** Of all messages, counted piece by piece. */
  readonly tokens: number;
  /** How many of the sources it holds, from the first. */
  readonly sources: number;
}

export interface PromptBudget {
  /** PROMPT_MAX_TOKENS */
  readonly maxTokens: number;
  readonly count: (text: string) => number;
}

/** Roles and separators of a chat's messages, which the text of them does not show. */
const TOKENS_BESIDE_TEXT = 16;
const BETWEEN_BLOCKS = '\n\n';

/**
 * Rules, sources, question. Sources go in whole, best first, up to the one that does not fit; the first is
 * cut behind a sentence, row or entry if it does not fit alone. The same request gives the same prompt.
 * @throws MODEL_CONTEXT_EXCEEDED when the question leaves no room for any of the first source
 */
export function buildPrompt(request: GenerateRequest, { maxTokens, count }: PromptBudget): Prompt {
  const { question, sources } = request;
  const fence = fenceFor([question, ...sources.flatMap(writtenIn)]);
  const rules = promptRules(fence);
  const ask = closing(request);
  let tokens = count(rules) + count(ask) + TOKENS_BESIDE_TEXT;
  const blocks: string[] = [];
  for (const [index, source] of sources.entries()) {
    const room = maxTokens - tokens;
    let block = sourceBlock(source, index + 1, fence, source.passage.span) + BETWEEN_BLOCKS;
    let needed = count(block);
    if (needed > room && index === 0) {
      block = cutBlock(source, fence, room, count);
      needed = count(block);
    }
    if (needed > room) break;
    blocks.push(block);
    tokens += needed;
  }
  if (blocks.length === 0 && sources.length > 0) throw noRoom(maxTokens);
  const messages: PromptMessage[] = [
    { role: 'system', content: rules },
    { role: 'user', content: blocks.join('') + ask },
  ];
  return { messages, tokens, sources: blocks.length };
}

function closing({ question, sources }: GenerateRequest): string {
  const titles = sources.some(({ reasons }) => reasons !== null);
  const about = titles
    ? 'Each source is the record of a title that fits the question. Make one claim for each of them, with its name and with what makes it fit. Quote fields as they stand in the record, such as "\\"year\\":2019".\n'
    : '';
  return `${about}Question: ${question}`;
}

/** The first source with as many of its units as fit; with one of them when not even that fits. */
function cutBlock(
  source: Source,
  fence: string,
  room: number,
  count: PromptBudget['count'],
): string {
  const { span } = source.passage;
  const ends = source.units.map(({ end }) => end);
  const upTo = (units: number): string =>
    sourceBlock(source, 1, fence, { start: span.start, end: ends[units - 1] ?? span.end }) +
    BETWEEN_BLOCKS;
  let fits = 1;
  let tooMany = ends.length + 1;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (count(upTo(middle)) <= room) fits = middle;
    else tooMany = middle;
  }
  return upTo(fits);
}

function noRoom(maxTokens: number): FootnoteError {
  const detail = `Rules and question leave no room for a source in ${maxTokens} tokens (PROMPT_MAX_TOKENS).`;
  return new FootnoteError('MODEL_CONTEXT_EXCEEDED', { maxTokens }, { detail });
}
