import type { Answer, Citation, Claim, Hit } from './core/model.ts';
import type { Query } from './retrieve/types.ts';

export interface AskRequest extends Query {
  /** Earlier turns of the conversation, oldest first. */
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
}

/** What happens on the way to an answer, in this order; a claim event is already verified. */
export type AnswerEvent =
  | { readonly type: 'retrieval'; readonly hits: readonly Hit[] }
  | { readonly type: 'claim'; readonly claim: Claim; readonly citations: readonly Citation[] }
  | { readonly type: 'answer'; readonly answer: Answer };

export interface Answerer {
  /** The answer is stored before its `answer` event leaves. @throws what Retriever.retrieve throws */
  ask(request: AskRequest, signal?: AbortSignal): AsyncGenerator<AnswerEvent>;
}
