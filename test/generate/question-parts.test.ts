import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionParts } from '../../src/generate/question-parts.ts';
import { requestOf } from '../helpers/sources.ts';

const partsOf = (question: string): string[] =>
  questionParts(question, requestOf(question).terms).map(({ text }) => text);

describe('questionParts', () => {
  it('leaves a question alone that asks one thing', () => {
    for (const question of [
      'How long does a refund take?',
      'Do you repair locks and brakes?',
      'refund',
      'My bike, which I bought in May, squeaks. Why?',
      '',
    ]) {
      expect(partsOf(question)).toEqual([question]);
    }
  });

  it.each([
    ['How long does it take, and what is the fee?', ['How long does it take?', 'what is the fee?']],
    ['Who pays, by when must they pay?', ['Who pays?', 'by when must they pay?']],
    ['What is the fee? How long does it take?', ['What is the fee?', 'How long does it take?']],
    ['Is there a fee or can I come for nothing?', ['Is there a fee?', 'can I come for nothing?']],
  ])('parts %j', (question, parts) => {
    expect(partsOf(question)).toEqual(parts);
  });

  it('asks in each part for its own words above all, and for the others too', () => {
    const question = 'How long does the repair take, and what does a deposit cost?';
    const { terms } = requestOf(question);
    const sayOf = (part: number, word: string): number =>
      questionParts(question, terms)[part]?.terms.find((term) => term.word === word)?.say ?? NaN;
    expect(sayOf(0, 'repair')).toBeGreaterThan(sayOf(0, 'deposit'));
    expect(sayOf(1, 'deposit')).toBeGreaterThan(sayOf(1, 'repair'));
    expect(sayOf(0, 'deposit')).toBeGreaterThan(0);
  });

  it('does not count what is told before a question as one', () => {
    const question = 'We moved last week. How do I move my cover, and what does it cost?';
    expect(partsOf(question)).toEqual(['How do I move my cover?', 'what does it cost?']);
  });

  it('takes a heap of questions as one', () => {
    const question = 'Who pays, what is it, when is it due, where do I go, and why is it so?';
    expect(partsOf(question)).toEqual([question]);
  });

  it('gives one part or a few, each with all the terms, for any question', () => {
    const word = fc.constantFrom(
      'how',
      'what',
      'and',
      ',',
      '?',
      'fee',
      'long',
      '. ',
      'is',
      'or',
      ';',
    );
    const question = fc.oneof(
      fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(question, (text) => {
        const { terms } = requestOf(text);
        const parts = questionParts(text, terms);
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.length).toBeLessThan(6);
        for (const part of parts) expect(part.terms).toHaveLength(terms.length);
      }),
    );
  });
});
