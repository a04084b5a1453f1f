import type { AnswerEvent } from '../../answer.ts';
import type { Answer } from '../../core/model.ts';
import type { StreamEvent } from '../sse.ts';
import type { ChatCompletion, Chunk } from './completion-schemas.ts';
import { annotationsOf, contentOf, inMarkdown } from './message.ts';

type Choice = Chunk['choices'][number];

/** What is the same in all that answers one request. */
export interface CompletionHead {
  readonly id: string;
  readonly model: string;
  /** Unix time in seconds. */
  readonly created: number;
}

/** @param origin what the addresses of the cited words begin with */
export function toCompletion(answer: Answer, head: CompletionHead, origin: string): ChatCompletion {
  return {
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: contentOf(answer, origin),
          refusal: null,
          annotations: answer.claims.flatMap((claim) =>
            annotationsOf(claim, answer.citations, { text: answer.text, origin }),
          ),
        },
        finish_reason: finishReasonOf(answer),
        logprobs: null,
      },
    ],
    usage: usageOf(answer),
    footnote: footnoteOf(answer),
  };
}

/** The same in chunks: their contents, put together, are the content of the whole. */
export async function* toChunks(
  events: AsyncIterable<AnswerEvent>,
  head: CompletionHead,
  { origin, includeUsage }: { origin: string; includeUsage: boolean },
): AsyncGenerator<StreamEvent> {
  const chunk = (choices: Choice[], more: Partial<Chunk> = {}): StreamEvent => {
    // Asked for, it stands in every chunk, and is known in the last.
    const usage = includeUsage ? { usage: null } : {};
    const data: Chunk = { ...head, object: 'chat.completion.chunk', choices, ...usage, ...more };
    return { data };
  };
  const say = (delta: Choice['delta']) => chunk([choiceOf(delta, null)]);

  yield say({ role: 'assistant', content: '' });
  let told = '';
  for await (const event of events) {
    if (event.type === 'claim') {
      const { text, claim, citations } = event;
      told += text;
      const annotations = annotationsOf(claim, citations, { text: told, origin });
      yield say({ content: inMarkdown(text), annotations });
    }
    if (event.type === 'answer') {
      const { answer } = event;
      yield say({ content: contentOf(answer, origin).slice(inMarkdown(told).length) });
      yield chunk([choiceOf({}, finishReasonOf(answer))], { footnote: footnoteOf(answer) });
      if (includeUsage) yield chunk([], { usage: usageOf(answer) });
    }
  }
  yield { line: '[DONE]' };
}

function choiceOf(delta: Choice['delta'], finish_reason: Choice['finish_reason']): Choice {
  return { index: 0, delta, finish_reason, logprobs: null };
}

function finishReasonOf({
  incomplete,
}: Answer): ChatCompletion['choices'][number]['finish_reason'] {
  return incomplete ? 'length' : 'stop';
}

function usageOf({ usage }: Answer): ChatCompletion['usage'] {
  const { promptTokens, completionTokens } = usage;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

function footnoteOf(answer: Answer): ChatCompletion['footnote'] {
  const { id: answerId, abstention } = answer;
  const { status, incomplete, fallback, snapshot, models, offsetUnit } = answer;
  return {
    answerId,
    status,
    abstention: abstention === null ? null : { reason: abstention.reason },
    incomplete,
    fallback,
    snapshot,
    models,
    offsetUnit,
  };
}
