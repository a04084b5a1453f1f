import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCarryOver } from '../../src/retrieve/carry-over.ts';
import type { StandAloneQuestion } from '../../src/retrieve/types.ts';

const CORPORA = join(import.meta.dirname, '../../corpora');
const carryOver = createCarryOver();

/** The last turn, made to stand alone; all are the user's. */
function ask(...turns: readonly string[]): Promise<StandAloneQuestion> {
  const history = turns.slice(0, -1).map((content) => ({ role: 'user' as const, content }));
  return carryOver.rewrite(turns.at(-1) ?? '', history);
}

const WARRANTY = 'How long is the warranty on the battery of the Mallow?';
const LEASE = "When does the lease of Chandler's Row 2b end?";
const DOGS = 'Can tenants keep a dog under the house rules?';

describe('createCarryOver', () => {
  it('tells which words it carried over, and from the question alone', async () => {
    expect(await ask('What does error code E31 mean?', 'Is it dangerous?')).toEqual({
      question: 'Is it dangerous (error code E31)?',
      by: 'carried-over',
      carried: ['error', 'code', 'E31'],
      failure: null,
    });
  });

  it.each([
    // A word that refers back
    ['How much deposit do I pay for Steady?', 'When do I get it back?', 'deposit pay Steady'],
    ['How much deposit do I pay for Steady?', 'How long does that take?', 'deposit pay Steady'],
    ['Where do I find my invoices?', 'Can I get them by post?', 'invoices'],
    ['Is the insurance valid abroad?', 'Does it cover the battery?', 'insurance valid abroad'],
    ['How do I charge the battery?', 'How long does it take?', 'charge battery'],
    ['How do I report a theft?', 'What do I need for that?', 'report theft'],
    ['Where are your workshops?', 'Is there one in Brunnvik?', 'workshops'],
    ['Where are your workshops?', 'Ok great, and which ones are open on Sunday?', 'workshops'],
    ['Which helmet fits a small head?', 'Does it come in red?', 'helmet fits small head'],
    ['What is the price of House Plus?', 'Is that per month?', 'price House Plus'],
    [LEASE, 'Can it be renewed?', "lease Chandler's Row 2b end"],
    [LEASE, 'Who pays for repairs there?', "lease Chandler's Row 2b end"],
    [DOGS, 'If they do it anyway, what can the landlord do?', 'tenants keep dog house rules'],
    ['What is the fine for late payment?', 'Does this apply to consumers?', 'fine late payment'],
    ['Who directed The Deaf Violin Maker?', 'How long is it?', 'directed Deaf Violin Maker'],
    ['Who directed The Clerk of Seeds?', 'What else has she made?', 'directed Clerk of Seeds'],
    [
      "What is the rent of The Wrestler's Accountant?",
      'Can I watch it offline?',
      "rent Wrestler's Accountant",
    ],
    // Only a part of a question
    ['How long do refunds take?', 'And for business customers?', 'how long refunds'],
    [WARRANTY, 'And the Bracken?', 'how long warranty battery'],
    [WARRANTY, 'What about the Bracken?', 'how long warranty battery'],
    [
      'What does Cover Plus pay for a stolen Mallow?',
      'And for a Bracken?',
      'Cover Plus pay stolen',
    ],
    ['What does error code E31 mean?', 'And E33?', 'error code'],
    ['How much deposit do I pay for Steady?', 'Why?', 'deposit pay Steady'],
    ['Is the Dunnock recalled?', 'Since when?', 'Dunnock recalled'],
    ['Can I pause my subscription?', 'For how long?', 'pause subscription'],
    ['Can I pause my subscription?', 'And if I cancel instead?', 'pause subscription'],
    [
      'How much notice do I give Tessarin?',
      'And in the probation period?',
      'how much notice Tessarin',
    ],
    [DOGS, 'What about cats?', 'tenants keep dog house rules'],
    [DOGS, 'Unless the landlord agrees?', 'tenants keep dog house rules'],
    ['Which bikes can tow a trailer?', 'Which is cheaper?', 'bikes tow trailer'],
    ['Which bikes can tow a trailer?', 'Only on Sundays?', 'bikes tow trailer'],
    [LEASE, 'What is the rent?', "lease Chandler's Row 2b end"],
    ['Who directed The Deaf Violin Maker?', 'Who are the actors?', 'directed Deaf Violin Maker'],
    ['What does the Mallow cost on Steady?', 'What about the Bracken?', 'cost Steady'],
    ['How heavy is the Mallow?', 'And the Bracken?', 'heavy'],
    [
      'Which plans do not include theft cover?',
      'And for the Hollin?',
      'plans not include theft cover',
    ],
    // Requests for titles that change the one before
    ['Any comedy from Iceland?', 'Something shorter?', 'Any comedy from Iceland'],
    [
      'Recommend a thriller under 90 minutes',
      'another one',
      'Recommend a thriller under 90 minutes',
    ],
  ])('%s / %s carries %s', async (before, question, words) => {
    const { carried, by, question: whole } = await ask(before, question);
    expect(carried.join(' ')).toBe(words);
    expect(by).toBe('carried-over');
    expect(whole.replace(` (${words})`, '')).toBe(question);
  });

  it.each([
    ['Where do I find my invoices?', 'Thanks. And where is your office?'],
    ['How do I report a theft?', 'What documents do I need?'],
    ['How do I report a theft?', 'how do i return a bike'],
    ['How do I report a theft?', 'refund deposit'],
    ['How do I report a theft?', 'My Mallow squeaks when it rains. What should I do?'],
    ['How do I charge the battery?', 'Is it safe to leave the charger plugged in overnight?'],
    ['How much notice do I give Tessarin?', 'Does the Harbour Court charge a fee?'],
    [
      'How much notice do I give Tessarin?',
      'How long does it take to get a parental leave decision?',
    ],
    [DOGS, 'How much is the late payment interest?'],
    [DOGS, 'Is it going to rain?'],
    ['What is the price of House Plus?', 'Can two people watch at the same time?'],
    ['What is the price of House Plus?', 'If I bring a disc back late, is there a fine?'],
    ['What is the deposit for Steady?', 'Hello, how are you today?'],
    ['What is the deposit for Steady?', 'What can you do?'],
    ['What is the deposit for Steady?', 'Thanks!'],
    ['We loved The Tuesday Lane.', 'Something for tonight?'],
    ['We loved The Tuesday Lane. Nothing with ghosts.', 'A comedy under 90 minutes'],
    ['How do I download a film?', 'Something shorter?'],
    ['Recommend a comedy', 'Something for my parents, they like trains'],
  ])('%s / %s stays as asked', async (before, question) => {
    const asAsked = { question, by: 'as-asked', carried: [], failure: null };
    expect(await ask(before, question)).toEqual(asAsked);
  });

  it('goes back over several turns that lean on each other', async () => {
    const { question } = await ask(WARRANTY, 'And the Bracken?', 'And for rentals?');
    expect(question).toBe('And for rentals (how long Bracken warranty battery)?');
  });

  it('goes back over thanks', async () => {
    const turns = ['What does error code E31 mean?', 'Ok, thanks!', 'How do I get rid of it?'];
    expect((await ask(...turns)).carried).toEqual(['error', 'code', 'E31']);
  });

  it('carries nothing of a subject that was left', async () => {
    const turns = ['How do I report a theft?', 'Where is your office?', 'When is it open?'];
    expect((await ask(...turns)).carried).toEqual(['office']);
  });

  it('takes names from the story and words from what was asked', async () => {
    const story = 'My Hollin shows E33 every time it rains. Which firmware do I need?';
    expect((await ask(story, 'And how long does the update take?')).by).toBe('as-asked');
    expect((await ask(story, 'How do I install it?')).carried).toEqual([
      'Hollin',
      'E33',
      'firmware',
    ]);
  });

  it('listens to the user alone, and needs something to go back to', async () => {
    const history = [{ role: 'assistant' as const, content: 'Refunds take 14 days.' }];
    const asked = { question: 'Why?', by: 'as-asked' };
    expect(await carryOver.rewrite('Why?', history)).toMatchObject(asked);
    expect(await carryOver.rewrite('Why?', [])).toMatchObject(asked);
  });

  it('carries a few words of whatever was said, each once', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `and then Name${i}x`).join(' ');
    const { carried } = await ask(`What is ${names}, ${names}?`, 'Why?');
    expect(carried.length).toBeLessThanOrEqual(9);
    expect(new Set(carried).size).toBe(carried.length);
  });

  it('gives the same question whatever is said, and keeps what was asked in it', async () => {
    const turn = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(WARRANTY, 'Why?', 'it?'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 4 }), turn, async (history, question) => {
        const made = await ask(...history, question);
        expect(await ask(...history, question)).toEqual(made);
        const end = /[\s.?!]*$/.exec(question)?.[0] ?? '';
        expect(made.question.startsWith(question.slice(0, question.length - end.length))).toBe(
          true,
        );
        if (made.by === 'as-asked') expect(made.question).toBe(question);
      }),
    );
  });

  it.each([
    'legal/questions',
    'media/questions',
    'support/questions',
    'support/_far-paraphrases',
    'media/_recommendations',
  ])('changes no question of the tuned half of %s, whatever was asked before it', async (file) => {
    const lines = readFileSync(join(CORPORA, `${file}.jsonl`), 'utf8')
      .trim()
      .split('\n');
    const questions = lines
      .map((line) => JSON.parse(line) as { question: string; split: string })
      .filter(({ split }) => split === 'tune');
    expect(questions.length).toBeGreaterThan(10);
    for (const { question } of questions) {
      for (const before of [WARRANTY, 'Any comedy from Iceland?']) {
        expect(await ask(before, question)).toMatchObject({ question, by: 'as-asked' });
      }
    }
  });
});
