import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodsIn } from '../../../src/retrieve/titles/periods.ts';
import { DAY, saidOf } from './small-catalogue.ts';

/* DAY is Sunday, 15 November 2026. */

const daysOf = (text: string, past = false): string[] =>
  periodsIn(text, DAY, past).map(({ from, to }) => (from === to ? from : `${from}..${to}`));

describe('periodsIn', () => {
  it.each([
    ['today', '2026-11-15'],
    ['tomorrow', '2026-11-16'],
    ['this week', '2026-11-15'],
    ['next week', '2026-11-16..2026-11-22'],
    ['next weekend', '2026-11-21..2026-11-22'],
    ['this month', '2026-11-01..2026-11-30'],
    ['next month', '2026-12-01..2026-12-31'],
    ['the end of the month', '2026-11-30'],
    ['before the month is out', '2026-11-30'],
    ['before the end of march', '2027-03-31'],
    ['on friday', '2026-11-20'],
    ['on 3 december', '2026-12-03'],
    ['december 3rd', '2026-12-03'],
    ['3 january 2028', '2028-01-03'],
    ['2026-12-24', '2026-12-24'],
    ['in february', '2027-02-01..2027-02-28'],
    ["on new year's eve", '2026-12-31'],
    ['before christmas', '2026-12-25'],
  ])('%s', (text, days) => {
    expect(daysOf(text)).toEqual([days]);
  });

  it('a month without a year is the last one of what has been', () => {
    expect(daysOf('since the beginning of may', true)).toEqual(['2026-05-01']);
    expect(daysOf('in december', true)).toEqual(['2025-12-01..2025-12-31']);
  });

  it('a feast is a time only after a preposition, and no subject', () => {
    expect(daysOf('a film about christmas')).toEqual([]);
    expect(daysOf('a story set in december')).toEqual([]);
  });

  it('on any day a period ends no sooner than it begins', () => {
    const words = [
      'this week',
      'next weekend',
      'this month',
      'soon',
      'by march',
      'on monday',
      'next days',
    ];
    const days = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...words), days, fc.boolean(), (text, day, past) => {
        const [period] = periodsIn(text, day, past);
        expect(period?.from).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect((period?.from ?? '') <= (period?.to ?? '')).toBe(true);
        if (!past) expect((period?.to ?? '') >= day).toBe(true);
      }),
    );
  });
});

describe('when a title can be seen', () => {
  const leaves = (question: string): unknown => saidOf(question).available_until;
  const came = (question: string): unknown => saidOf(question).available_from;

  it.each([
    ['what leaves this month?', { gte: DAY, lte: '2026-11-30' }],
    ['which films do we lose before the month is out?', { gte: DAY, lte: '2026-11-30' }],
    ['which series go before Christmas?', { gte: DAY, lt: '2026-12-25' }],
    ['anything that leaves soon', { gte: DAY, lte: '2026-12-16' }],
    ['what is leaving?', { gte: DAY, lte: '2026-12-16' }],
    ['which films leave by the end of the year?', { gte: DAY, lte: '2026-12-31' }],
  ])('what leaves: %s', (question, days) => {
    expect(leaves(question)).toEqual(days);
  });

  it.each([
    ["a series that mustn't disappear before the end of March", [{ gte: '2027-03-31' }, null]],
    ["a film that doesn't leave this month", [{ gt: '2026-11-30' }, null]],
    [
      "We can't watch before Christmas. A film still there on New Year's Eve?",
      [{ gte: '2026-12-31' }, null],
    ],
  ])('what stays: %s', (question, days) => {
    expect(leaves(question)).toEqual(days);
  });

  it.each([
    ["What's new this month?", { gte: '2026-11-01', lte: DAY }],
    ['Which films were added recently?', { gte: '2026-10-15', lte: DAY }],
    ['What have you added since the beginning of May?', { gte: '2026-05-01', lte: DAY }],
    ['which films are coming next month?', { gt: DAY, gte: '2026-12-01', lte: '2026-12-31' }],
  ])('what is new: %s', (question, days) => {
    expect(came(question)).toEqual(days);
  });
});
