import { isStopTerm } from '../src/core/analyse.ts';

/** Numbers in [0, 1) from a seed, the same on every machine (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The question with one slip of the keyboard inside one of its content words of five letters or more: a
 * letter left out, put in, replaced, or swapped with the next. Unchanged when there is no such word.
 */
export function withTypo(question: string, seed: number): string {
  const random = createRandom(seed);
  const words = [...question.matchAll(/[A-Za-z]{5,}/g)].filter(
    ([word]) => !isStopTerm(word.toLowerCase()),
  );
  const chosen = words[Math.floor(random() * words.length)];
  if (chosen === undefined) return question;
  const [word] = chosen;
  const at = 1 + Math.floor(random() * (word.length - 2));
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  const [before, here, next, rest] = [
    word.slice(0, at),
    word.slice(at, at + 1),
    word.slice(at + 1, at + 2),
    word.slice(at + 2),
  ];
  const slips = [
    before + next + rest,
    before + letter + here + next + rest,
    before + letter + next + rest,
    before + next + here + rest,
  ].filter((slip) => slip !== word);
  const slip = slips[Math.floor(random() * slips.length)] ?? word;
  return question.slice(0, chosen.index) + slip + question.slice(chosen.index + word.length);
}
