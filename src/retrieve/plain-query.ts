import { DEFAULT_TOP_K } from '../core/default-top-k.ts';
import { EVERYTHING } from '../core/everything.ts';
import { today } from '../core/today.ts';
import type { Query } from './types.ts';

/** A question of all there is at the latest commit, asked today, but for what is said otherwise. */
export function plainQuery(question: string, otherwise: Partial<Query> = {}): Query {
  return {
    ...EVERYTHING,
    question,
    minSeq: null,
    topK: DEFAULT_TOP_K,
    history: [],
    day: today(),
    ...otherwise,
  };
}
