import { describe, expect, it } from 'vitest';
import type { QuestionOutcome } from '../../../eval/updates/judge.ts';
import type { DomainOutcome } from '../../../eval/updates/result.ts';
import { scoreUpdates } from '../../../eval/updates/score.ts';

function outcome(known: Partial<QuestionOutcome>): QuestionOutcome {
  const shown = { declined: false, quotes: [] };
  return {
    id: 's-1',
    question: '',
    split: 'tune',
    changed: true,
    answerable: { before: true, after: true },
    before: 'right',
    after: 'right',
    oldFacts: 'none',
    shown: { before: shown, after: shown },
    ...known,
  };
}

function domain(name: string, ...steps: QuestionOutcome[][]): DomainOutcome {
  const scan = { changes: 1, revised: 1, deleted: 0, embedded: 1, scanMs: 1, failures: [] };
  const outcomes = steps.map((questions, i) => {
    return { step: `${i + 1}-step`, date: '2026-12-01', title: '', ...scan, questions };
  });
  return { domain: name, failures: [], steps: outcomes };
}

describe('the scores of updates', () => {
  const domains = [
    domain(
      'shop',
      [outcome({}), outcome({ after: 'wrong', oldFacts: 'alone' }), outcome({ changed: false })],
      [outcome({ before: 'wrong', oldFacts: 'both' }), outcome({ split: 'report' })],
    ),
    domain('law', [outcome({ changed: false, after: 'wrong' })]),
  ];

  it('are of each half: everything, each domain, and each of its steps', () => {
    const rows = scoreUpdates(domains).filter(({ split }) => split === 'tune');
    expect(rows.map(({ domain, step }) => [domain, step])).toEqual([
      [null, null],
      ['shop', null],
      ['shop', '1-step'],
      ['shop', '2-step'],
      ['law', null],
      ['law', '1-step'],
    ]);
    expect(scoreUpdates(domains)[6]).toMatchObject({
      split: 'report',
      changed: { questions: 1, before: 1, after: 1 },
      unchanged: { questions: 0 },
      behindPoints: Number.NaN,
    });
  });

  it('say how far the changed questions are behind the unchanged, and what was superseded', () => {
    const [all, shop] = scoreUpdates(domains);
    expect(shop).toMatchObject({
      changed: { questions: 3, before: 2, after: 2 },
      unchanged: { questions: 1, before: 1, after: 1 },
      superseded: 1,
      both: 1,
    });
    expect(shop?.behindPoints).toBeCloseTo(100 / 3);
    expect(all?.unchanged).toEqual({ questions: 2, before: 2, after: 1 });
    expect(all?.behindPoints).toBeCloseTo(50 - 200 / 3);
  });

  it('count apart what was asked when the documents did not answer', () => {
    const added = { answerable: { before: false, after: true } };
    const removed = { answerable: { before: true, after: false } };
    const [all] = scoreUpdates([
      domain('shop', [
        outcome({ ...added, before: 'declined' }),
        outcome({ ...added, before: 'other', after: 'wrong' }),
        outcome({ ...removed, after: 'wrong' }),
      ]),
    ]);
    expect(all?.unanswerable).toEqual({ asked: 3, declined: 1, other: 1, wrong: 1 });
    expect(all?.changed).toEqual({ questions: 3, before: 3, after: 1 });
  });
});
