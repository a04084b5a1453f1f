import { expect, it } from 'vitest';
import { tokenise } from '../../../src/core/analyse.ts';
import { weightOf } from '../../../src/verify/words/weight.ts';

it.each([
  [0, 'the has hasn’t they’ll thirty 30th kilometres March younger'],
  [0.2, 'customers something although gives'],
  [0.5, 'replaced difficulty repeats considered'],
  [1, 'notary helmets waterproof Brennhavn'],
])('weighs %d: %s', (weight, words) => {
  for (const token of tokenise(words))
    expect([token.word, weightOf(token)]).toEqual([token.word, weight]);
});
