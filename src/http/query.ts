import { parseAsOf } from '../core/as-of.ts';
import { DEFAULT_TOP_K } from '../core/default-top-k.ts';
import { today } from '../core/today.ts';
import type { Query } from '../retrieve/types.ts';
import type { PageRequest, Scope } from '../store/types.ts';
import { DEFAULT_LIMIT, type PageQuery, type SearchBody } from './schemas.ts';

/** What the caller may read at the latest commit. There are no keys, so that is everything. */
export const EVERYTHING: Scope = { asOf: null, corpora: null, filter: null, groups: null };

/**
 * A request's fields as the retriever takes them; what is absent is null.
 * @throws INVALID_REQUEST when `asOf` is a text that is no time
 */
export function toQuery(body: SearchBody): Query {
  return {
    // A lone surrogate cannot be stored as UTF-8, and no word is meant by it.
    question: body.question.toWellFormed(),
    corpora: body.corpora ?? null,
    filter: body.filter ?? null,
    asOf: body.asOf === undefined ? null : parseAsOf(body.asOf),
    minSeq: body.minSeq ?? null,
    topK: body.topK ?? DEFAULT_TOP_K,
    history: body.history ?? [],
    day: today(),
    groups: EVERYTHING.groups,
  };
}

/** The page that is wanted; the first one without a cursor. */
export function toPageRequest({ limit, cursor }: PageQuery): PageRequest {
  return { limit: limit ?? DEFAULT_LIMIT, cursor: cursor ?? null };
}
