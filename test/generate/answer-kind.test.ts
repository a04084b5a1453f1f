import { describe, expect, it } from 'vitest';
import { answerKindOf, holdsAnswer, type AnswerKind } from '../../src/generate/answer-kind.ts';

describe('answerKindOf', () => {
  it.each<[string, AnswerKind | null]>([
    ['How long do refunds take?', 'duration'],
    ['How many days do I have?', 'duration'],
    ['How much is the family plan?', 'money'],
    ['What does it cost?', 'money'],
    ['How many riders are allowed?', 'quantity'],
    ['When does the shop open?', 'time'],
    ['In which year was it founded?', 'time'],
    ['Who may ask for a refund?', 'name'],
    ['Where is the lock?', 'place'],
    ['Why do the brakes squeak?', 'reason'],
    ['How do I unlock it?', 'steps'],
    ['How can I tell that the battery is failing?', 'list'],
    ['What do I need to bring?', 'list'],
    ['Which documents do you want?', 'list'],
    ['Are there cases that are not covered?', 'list'],
    ['HOW LONG?', 'duration'],
    ['Is it insured?', null],
    ['', null],
  ])('of %j is %s', (question, kind) => {
    expect(answerKindOf(question)).toBe(kind);
  });
});

describe('holdsAnswer', () => {
  it.each<[AnswerKind, string, string]>([
    ['duration', 'Refunds are paid within 14 days.', 'Refunds are paid to the card.'],
    ['duration', 'It takes two working weeks.', 'It takes patience.'],
    ['money', 'The plan costs 30 EUR a month.', 'The plan is for two riders.'],
    ['money', 'Pads are fitted free of charge.', 'Pads are fitted by the workshop.'],
    ['quantity', 'Two riders may share it.', 'Riders may share it.'],
    ['time', 'It opens on Monday at 9:00.', 'It opens early.'],
    ['time', 'The firm was founded in 1998.', 'The firm was founded by sisters.'],
    ['place', 'The lock is under the saddle.', 'The lock is red.'],
    ['reason', 'They squeak because the pads are worn.', 'They squeak.'],
    ['duration', 'It takes 3 h 30 min.', 'It takes a Pack 750.'],
    ['list', 'It may swell, hiss, or become hot.', 'It may become hot.'],
    ['steps', 'Open the app and choose the lock.', 'The app is blue.'],
    ['name', 'It was founded by Ada Lovelace.', 'It was founded by sisters.'],
  ])('for %s takes %j and not %j', (kind, holding, other) => {
    expect(holdsAnswer(kind, holding, 'question')).toBe(true);
    expect(holdsAnswer(kind, other, 'question')).toBe(false);
  });

  it('counts no name that the question says itself', () => {
    const sentence = 'It was founded by Ada Lovelace.';
    expect(holdsAnswer('name', sentence, 'What did Ada Lovelace found?')).toBe(false);
  });
});
