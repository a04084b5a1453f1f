/** Answers named in one reply; the count tells of the rest. */
export const MAX_NAMED_ANSWERS = 100;

/** The answers that a change made stale, as replies tell them. @param ids newest first */
export function namedStale(ids: readonly string[]): {
  staleAnswers: string[];
  staleAnswerCount: number;
} {
  return { staleAnswers: ids.slice(0, MAX_NAMED_ANSWERS), staleAnswerCount: ids.length };
}
