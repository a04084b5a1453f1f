import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayAskForTitles, sentencesOf } from '../../../src/retrieve/titles/asks-for-titles.ts';
import { plainWords } from '../../../src/retrieve/titles/plain-words.ts';

const asks = (question: string): boolean => mayAskForTitles(plainWords(question));

describe('mayAskForTitles', () => {
  it.each([
    'Can you recommend a comedy under 90 minutes?',
    'something like The Tar Ledger, but newer',
    'What leaves this month that my kids can see?',
    'oldest film you have',
    'three short films for after dinner',
    'thrillers rated 8 or more',
    'science fiction but no war and no horror',
    'nothing scary for a 7 year old on a rainy sunday',
    'My grandmother is visiting, she only reads German subtitles. What could we watch?',
    'I have 40 minutes on the train. Suggest something',
    'We meet tomorrow. It should be from before 1970, in black and white.',
    'sth like House of Moths but a film',
    'reccomend a comdey',
    "What's new in the library this month?",
    'will there be anything new next month?',
  ])('hears that titles are asked for: %s', (question) => {
    expect(asks(question)).toBe(true);
  });

  it.each([
    'Who directed The Tar Ledger?',
    'How long is Eleven Kettles?',
    'Which film is set in a lighthouse?',
    'Which of the two goat films is older?',
    'When does The Clock Inspector leave?',
    'Do rented films expire?',
    'How many films can I watch at the same time?',
    'Can I download films to my phone?',
    'Why was a film removed from my list?',
    'I have rented a film with my card. Why was I charged twice?',
    'My film keeps stopping.',
    'How do I cancel my membership?',
    'What is the notice period of the lease?',
  ])('leaves a question of fact alone: %s', (question) => {
    expect(asks(question)).toBe(false);
  });

  it('never throws, whatever it is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(typeof asks(text)).toBe('boolean');
      }),
    );
  });
});

describe('sentencesOf', () => {
  it('cuts at what ends a sentence, and not within a number', () => {
    const text = 'It is for us. At least 7.5 please! Any ideas?';
    expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'It is for us.',
      'At least 7.5 please!',
      'Any ideas?',
    ]);
  });

  it('leaves out nothing but white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '.', '?', '!', ' ', '7') }), (text) => {
        const kept = sentencesOf(text).map(({ start, end }) => text.slice(start, end));
        const words = (of: string): string[] => of.match(/[a7]+/g) ?? [];
        expect(kept.flatMap(words)).toEqual(words(text));
      }),
    );
  });
});
