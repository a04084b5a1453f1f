import type { QuestionRewriter } from './types.ts';

/** The question as it was asked. */
export function createCarryOver(): QuestionRewriter {
  return {
    rewrite: async (question) => ({ question, by: 'as-asked', carried: [], failure: null }),
  };
}
