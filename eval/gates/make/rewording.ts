import { replaceFirst, upperFirst } from './text.ts';

/** Says the same sentence in other words; null where it has nothing to reword. */
export type Rewording = (sentence: string, random: () => number) => string | null;

/** Each first match is replaced; null when none matches. */
export function substitutions(
  pairs: readonly (readonly [RegExp, string])[],
  atMost = pairs.length,
): Rewording {
  return (sentence) => {
    let text = sentence;
    let done = 0;
    for (const [pattern, words] of pairs) {
      const changed = done < atMost ? replaceFirst(text, pattern, words) : null;
      if (changed === null) continue;
      text = changed;
      done++;
    }
    return done === 0 ? null : upperFirst(text);
  };
}
