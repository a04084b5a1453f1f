import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionParts } from '../../src/generate/question-parts.ts';
import { termsOf } from '../helpers/sources.ts';

const textsOf = (question: string): string[] =>
  questionParts(question, termsOf(question)).map(({ text }) => text);

describe('questionParts', () => {
  it.each([
    ['How long does it take, and what is the fee?', ['How long does it take?', 'what is the fee?']],
    [
      'By what date must we hand over, and how much comes off if we are late?',
      ['By what date must we hand over?', 'how much comes off if we are late?'],
    ],
    ['Who signs the lease? Where do I send it?', ['Who signs the lease?', 'Where do I send it?']],
  ])('tells apart what is asked: %s', (question, parts) => {
    expect(textsOf(question)).toEqual(parts);
  });

  it.each([
    'Can I return the bicycle and get my money back?',
    'Bread and butter, where are they kept?',
    'notice period staff flat',
  ])('leaves one question whole: %s', (question) => {
    expect(questionParts(question, [])).toHaveLength(1);
  });

  it('gives the words of the other part less say, and takes none away', () => {
    const question = 'How long is the deposit kept, and what does a repair cost?';
    const terms = termsOf(question);
    const [first, second] = questionParts(question, terms);
    const sayOf = (part: typeof first, word: string) =>
      part?.terms.find((term) => term.word.startsWith(word))?.say ?? Number.NaN;
    expect(sayOf(first, 'deposit')).toBeGreaterThan(sayOf(second, 'deposit'));
    expect(sayOf(second, 'repair')).toBeGreaterThan(sayOf(first, 'repair'));
    expect(first?.terms).toHaveLength(terms.length);
  });

  it('has at least one part, whatever it is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (question) => {
        expect(questionParts(question, termsOf(question)).length).toBeGreaterThan(0);
      }),
    );
  });
});
