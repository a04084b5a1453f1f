import { describe, expect, it } from 'vitest';
import type { JudgedTitle } from '../../../eval/recommendations/judge.ts';
import { scoreRecommendations, type RequestOutcome } from '../../../eval/recommendations/score.ts';

describe('the scores', () => {
  const good: JudgedTitle = {
    id: 't-1',
    satisfies: true,
    available: true,
    withinFilter: true,
    seen: false,
    trueReason: true,
    citesFact: true,
  };
  const bad: JudgedTitle = {
    ...good,
    satisfies: false,
    available: false,
    withinFilter: false,
    seen: true,
    citesFact: null,
  };
  const outcome = (known: Partial<RequestOutcome>): RequestOutcome => ({
    id: 'r',
    question: '',
    kind: 'like',
    split: 'report',
    answered: true,
    readAsRequest: true,
    satisfying: 3,
    shown: [],
    otherClaims: 0,
    ...known,
  });

  it('count the titles shown, pooled and as the mean of the requests', () => {
    const [all] = scoreRecommendations([
      outcome({ shown: [good] }),
      outcome({ shown: [good, bad, bad, { ...good, trueReason: false, citesFact: false }] }),
    ]);
    expect(all).toMatchObject({
      split: 'report',
      kind: null,
      titles: 5,
      satisfying: 3,
      satisfyingMean: 0.75,
      satisfyingTrueReason: 2,
      trueReason: 4,
      withFacts: 3,
      citesFact: 2,
      unavailable: 2,
      outsideFilter: 2,
      seen: 2,
    });
  });

  it('tell requests that were missed from those that nothing satisfies', () => {
    const [all, about, like] = scoreRecommendations([
      outcome({ answered: false, readAsRequest: false, otherClaims: 2 }),
      outcome({ satisfying: 0, answered: false }),
      outcome({ satisfying: 0, shown: [bad], kind: 'about' }),
    ]);
    expect(all).toMatchObject({
      requests: 3,
      answered: 1,
      notRead: 1,
      missed: 1,
      rightlyNone: 1,
      wronglySome: 1,
      otherClaims: 2,
    });
    expect([about, like].map((row) => [row?.kind, row?.requests, row?.titles])).toEqual([
      ['about', 1, 1],
      ['like', 2, 0],
    ]);
  });
});
