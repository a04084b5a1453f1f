import { describe, expect, it } from 'vitest';
import { scoreAnswers } from '../../eval/answers.ts';
import { asked, citation } from './asked.ts';

const fact = { facts: [['14 days']], documents: ['support/refunds.md'] };
const long = citation('Refunds are paid within 14 days.');
const other = citation('Nothing of it.', 'support/other.md');

/** The scores of all questions of the half to tune on. */
function scoreAll(answers: Parameters<typeof scoreAnswers>[0]) {
  const [all] = scoreAnswers(answers);
  if (all === undefined) throw new Error('no scores');
  return all;
}

describe('the facts in the answers', () => {
  it('are looked for in all quotes, in the first three, and in those of the gold documents', () => {
    const { facts } = scoreAll([
      asked({ question: fact, citations: [long] }),
      asked({ question: fact, citations: [other, other, other, long] }),
      asked({ question: fact, citations: [citation('within 14 days', 'support/other.md')] }),
      asked({ question: fact, citations: [other] }),
    ]);
    expect(facts).toEqual({ questions: 4, shown: 0.75, inFirstQuotes: 0.5, fromGoldDocument: 0.5 });
  });

  it('are missing from a declined answer, and are not asked for where they are not known', () => {
    const { questions, refused, facts } = scoreAll([
      asked({ question: fact, citations: [long] }),
      asked({ question: fact, declined: true, claims: 0 }),
      asked({ citations: [long] }),
    ]);
    expect(facts).toMatchObject({ questions: 2, shown: 0.5 });
    expect([questions, refused]).toEqual([3, 1 / 3]);
  });
});

describe('what is shown', () => {
  it('is counted in the answers that were given', () => {
    const claims = [1, 2, 2, 4, 7].map((count) => asked({ claims: count, citations: [long] }));
    const { shown } = scoreAll([...claims, asked({ declined: true, claims: 0 })]);
    expect(shown.claims).toBeCloseTo(16 / 5, 10);
    expect(shown.claimCounts).toEqual([1 / 5, 2 / 5, 0, 2 / 5]);
    expect(shown.quotedCharacters).toBe(long.quote.length);
  });

  it('is no number where no answer was given', () => {
    const { shown, facts } = scoreAll([asked({ declined: true, claims: 0 })]);
    expect([shown.claims, shown.quotedCharacters, facts.shown]).toEqual([NaN, NaN, NaN]);
  });
});

describe('the groups', () => {
  it('are the halves, and the kinds and formats where there are several', () => {
    const rows = scoreAnswers([
      asked({ question: { kind: 'fact', format: 'md' } }),
      asked({ question: { kind: 'table', format: 'md' } }),
      asked({ question: { kind: 'table', format: 'md', split: 'report' } }),
      asked({ question: { kind: 'near-miss', answerable: false, split: 'report' } }),
    ]);
    expect(rows.map(({ split, group, questions }) => [split, group, questions])).toEqual([
      ['tune', null, 2],
      ['tune', 'kind fact', 1],
      ['tune', 'kind table', 1],
      ['report', null, 1],
      ['report', 'kind table', 1],
    ]);
    const formats = scoreAnswers([
      asked({ question: { format: 'csv + md' } }),
      asked({ question: { format: 'pdf' } }),
    ]).map(({ group }) => group);
    expect(formats).toEqual([null, 'format csv + md', 'format pdf']);
  });
});
