import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURVE_AT, scoreAbstention, scoreForeign } from '../../eval/abstention.ts';
import type { Asked } from '../../eval/ask.ts';
import { asked } from './asked.ts';

/** Asked with this evidence, and declined below one half. */
function withEvidence(values: readonly number[], known: Partial<Asked['question']> = {}): Asked[] {
  return values.map((evidence) =>
    asked({ evidence, threshold: 0.5, declined: evidence < 0.5, question: known }),
  );
}

const near = { answerable: false, kind: 'near-miss' };
const written = { answerable: false, kind: 'off-topic' };

describe('abstention', () => {
  const own = [
    ...withEvidence([0.9, 0.8, 0.7, 0.6, 0.1]),
    ...withEvidence([0.2, 0.65, 0.75, 0.85], near),
    ...withEvidence([0.3], written),
  ];
  const foreign = withEvidence([0.1, 0.2, 0.55]);
  const [tune] = scoreAbstention(own, foreign);

  it('counts who was declined, off-topic questions of both origins together', () => {
    expect(tune).toMatchObject({
      answerable: { questions: 5, declined: 1 },
      offTopic: { questions: 4, declined: 3 },
      nearMiss: { questions: 4, declined: 1 },
    });
  });

  it('takes declining for the positive class', () => {
    // Declined 5, of them 4 rightly; 8 have no answer.
    expect(tune).toMatchObject({ precision: 4 / 5, recall: 4 / 8, falseRefusals: 1 / 5 });
  });

  it('has one curve point for each share of false refusals', () => {
    expect(tune?.curve.map(({ falseRefusals }) => falseRefusals)).toEqual(CURVE_AT);
    // Up to 10 % of five may refuse none: the threshold is the lowest evidence, .1.
    expect(tune?.curve[3]).toMatchObject({ threshold: 0.1, offTopic: 0, nearMiss: 0 });
    // 20 % is one of five: the threshold is .6.
    expect(tune?.curve[4]).toMatchObject({ threshold: 0.6, offTopic: 1, nearMiss: 0.25 });
  });

  it('compares evidence pair by pair', () => {
    // .9, .8, .7 and .6 win over all four off-topic ones, .1 over none and ties with one.
    expect(tune?.auroc.offTopic).toBeCloseTo((16 + 0.5) / 20, 10);
    // .9 wins 4, .8 and .7: 3 and 2, .6: 1, .1: 0.
    expect(tune?.auroc.nearMiss).toBeCloseTo(10 / 20, 10);
  });

  it('keeps the halves apart', () => {
    const [, report] = scoreAbstention(own, foreign);
    expect(report).toMatchObject({
      split: 'report',
      answerable: { questions: 0, declined: 0 },
      precision: Number.NaN,
    });
  });

  it('never refuses more than a curve point says, and declines more the more it may refuse', () => {
    const evidence = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(evidence, evidence, (mine, theirs) => {
        const [scores] = scoreAbstention(withEvidence(mine), withEvidence(theirs));
        const curve = scores?.curve ?? [];
        for (const { falseRefusals, threshold } of curve) {
          const refused = mine.filter((value) => value < threshold).length;
          expect(refused).toBeLessThanOrEqual(falseRefusals * mine.length);
        }
        const declined = curve.map(({ offTopic }) => offTopic);
        expect(declined).toEqual([...declined].sort((a, b) => a - b));
      }),
    );
  });
});

describe('questions of another corpus', () => {
  it('are compared with the answerable ones of the same half', () => {
    const own = [...withEvidence([0.9, 0.4]), ...withEvidence([0.95], near)];
    const foreign = [
      ...withEvidence([0.1, 0.6]),
      ...withEvidence([0.2], { split: 'report' as const }),
    ];
    expect(scoreForeign('squad', own, foreign)).toEqual([
      { from: 'squad', split: 'tune', questions: 2, declined: 0.5, auroc: 0.75 },
      { from: 'squad', split: 'report', questions: 1, declined: 1, auroc: Number.NaN },
    ]);
  });
});
