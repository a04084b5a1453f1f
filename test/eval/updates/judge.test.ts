import { describe, expect, it } from 'vitest';
import { judgeOldFacts, judgeQuestion, judgeState } from '../../../eval/updates/judge.ts';

const state = (...facts: (string | string[])[]) => ({ facts, gold: [] });
const answer = (...quotes: string[]) => ({ declined: false, quotes });
const DECLINED = { declined: true, quotes: [] };

describe('an answer at one side of a step', () => {
  it('is right when its quotes hold every fact that is true then', () => {
    const now = state('31 EUR', ['from April', 'since April']);
    expect(judgeState(answer('It is 31 EUR', 'since April'), now, null)).toBe('right');
    expect(judgeState(answer('It is 31 EUR'), now, null)).toBe('wrong');
    expect(judgeState(DECLINED, now, null)).toBe('wrong');
  });

  it('may decline what the documents do not answer, or say something else', () => {
    const then = state('31 EUR', 'from April');
    expect(judgeState(DECLINED, null, then)).toBe('declined');
    expect(judgeState(answer('A lock costs 131 EUR'), null, then)).toBe('other');
    expect(judgeState(answer('It is 31 EUR'), null, then)).toBe('wrong');
  });
});

describe('what was true only before a step', () => {
  const [before, after] = [state('29 EUR'), state('31 EUR')];

  it('is superseded when it is quoted alone, or without all that is true now', () => {
    expect(judgeOldFacts(['It is 29 EUR'], before, after)).toBe('alone');
    expect(judgeOldFacts(['29 EUR', '31 EUR'], before, state('31 EUR', 'April'))).toBe('alone');
    expect(judgeOldFacts(['It is 29 EUR'], before, null)).toBe('alone');
  });

  it('stands beside what replaces it when that is quoted whole', () => {
    expect(judgeOldFacts(['29 EUR', '31 EUR in place of it'], before, after)).toBe('both');
  });

  it('is no fact that is still true, as it was or in other words', () => {
    expect(judgeOldFacts(['It is 31 EUR'], before, after)).toBe('none');
    expect(judgeOldFacts([], before, after)).toBe('none');
    expect(judgeOldFacts(['29 EUR'], before, state('29 EUR a month'))).toBe('none');
    expect(judgeOldFacts(['29 EUR'], null, after)).toBe('none');
    // A number that only begins like the old one is another.
    expect(judgeOldFacts(['It is 129 EUR'], before, after)).toBe('none');
  });
});

describe('a question of a step', () => {
  const asked = { id: 's-1', question: 'What is it?', kind: 'fact', split: 'tune' } as const;
  const shown = { before: answer('It is 29 EUR'), after: answer('It is 29 EUR') };

  it('that must stay the same is held against the same facts twice', () => {
    expect(judgeQuestion({ ...asked, always: state('29 EUR') }, shown)).toMatchObject({
      changed: false,
      before: 'right',
      after: 'right',
      oldFacts: 'none',
    });
  });

  it('that changes is held against what is true at the time', () => {
    const changed = judgeQuestion({ ...asked, before: state('29 EUR'), after: null }, shown);
    expect(changed).toMatchObject({
      changed: true,
      answerable: { before: true, after: false },
      before: 'right',
      after: 'wrong',
      oldFacts: 'alone',
    });
  });
});
