import { EVERYTHING } from '../core/everything.ts';
import { today } from '../core/today.ts';
import type { Query } from './types.ts';

/** Hits that a question gets when it says nothing else. */
const TOP_K = 8;

/** A question of all there is at the latest commit, asked today, but for what is said otherwise. */
export function plainQuery(question: string, otherwise: Partial<Query> = {}): Query {
  return {
    ...EVERYTHING,
    question,
    minSeq: null,
    topK: TOP_K,
    history: [],
    day: today(),
    ...otherwise,
  };
}
