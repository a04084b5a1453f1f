import { FootnoteError } from '../core/errors.ts';
import type { Replay } from '../core/replay-model.ts';
import type { Query } from '../retrieve/types.ts';
import type { Scope, Store, StoredAnswer } from '../store/types.ts';
import { compareAnswers } from './compare-answers.ts';

/** Makes an answer without storing it. */
export type MakeAnswer = (request: Query, signal?: AbortSignal) => Promise<StoredAnswer>;

/**
 * Makes a stored answer again, at its own seq or now, by exact search, and tells in what it differs.
 * @throws ANSWER_NOT_FOUND, ANSWER_ERASED, ANSWER_NOT_REPLAYABLE
 * @throws REVISION_NOT_RETAINED when the corpus of then is no longer kept
 */
export function createReplay(parts: {
  store: Pick<Store, 'answer' | 'erasuresSince'>;
  makeAnswer: MakeAnswer;
}) {
  const { store, makeAnswer } = parts;
  return async function replay(
    id: string,
    at: 'original' | 'now',
    scope: Scope,
    signal?: AbortSignal,
  ): Promise<Replay> {
    const stored = await store.answer(scope, id);
    const { question, snapshot } = stored.answer;
    const { request } = stored.trace;
    if (request === undefined) throw new FootnoteError('ANSWER_NOT_REPLAYABLE', { id });
    const asOf = at === 'original' ? snapshot.seq : null;
    const { groups } = scope;
    const day = request.day ?? stored.answer.createdAt.slice(0, 'YYYY-MM-DD'.length);
    const again = await makeAnswer(
      { ...request, question, day, asOf, minSeq: null, groups, exact: true },
      signal,
    );
    const erased = await store.erasuresSince(snapshot.seq);
    const { identical, differences } = compareAnswers(stored, again, at);
    if (erased > 0) differences.push({ kind: 'erasure', documents: erased });
    // It is the stored answer made again, and no other that could be looked up.
    return { answer: { ...again.answer, id }, identical, differences };
  };
}
