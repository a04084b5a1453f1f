import type { TitleCondition } from './types.ts';

/** A condition with the place of its words in the reader's text. */
export interface PlacedCondition {
  readonly start: number;
  readonly end: number;
  readonly condition: TitleCondition;
}

const OR =
  /^\s*(?:,?\s*or|\/|and\/or)\s+(?:(?:in|from|have|has|with|the|an?|early|late|made in)\s+){0,2}$|^\s*\/\s*$/;
const COMMA = /^\s*,\s*(?:in |from )?$/;

/**
 * Wanted conditions that are alternatives ("French or Italian", "comedy, drama or crime") as one that any of
 * them meets; all in the order of their words.
 */
export function joinAlternatives(
  text: string,
  placed: readonly PlacedCondition[],
): TitleCondition[] {
  const ordered = placed.toSorted((a, b) => a.start - b.start);
  const joined: PlacedCondition[] = [];
  // From the last one back, since a comma is an "or" only where an "or" follows.
  let chained = false;
  for (const one of ordered.toReversed()) {
    const next = joined[0];
    const gap = next === undefined ? '' : text.slice(one.end, next.start);
    const alternative: boolean =
      !one.condition.exclude &&
      next?.condition.exclude === false &&
      (OR.test(gap) || (chained && COMMA.test(gap)));
    if (alternative && next !== undefined) joined.splice(0, 1, either(one, next));
    else joined.unshift(one);
    chained = alternative;
  }
  return joined.map(({ condition }) => condition);
}

function either(a: PlacedCondition, b: PlacedCondition): PlacedCondition {
  return {
    start: a.start,
    end: b.end,
    condition: {
      words: `${a.condition.words} or ${b.condition.words}`,
      anyOf: [...a.condition.anyOf, ...b.condition.anyOf],
      exclude: false,
    },
  };
}
