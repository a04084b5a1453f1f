import { describe, expect, it } from 'vitest';
import { coverageBy } from '../../src/verify/coverage.ts';

describe('coverageBy', () => {
  it('is the share of content words that the quotes hold, whatever their form', () => {
    const shareOf = (claim: string, ...quotes: string[]) => coverageBy(claim, { quotes }).share;
    expect(shareOf('Refunds take cash', 'A refund takes cash.')).toBe(1);
    expect(shareOf('Helmets and gloves', 'A refund.', 'A glove.')).toBe(0.5);
    expect(shareOf('Helmets')).toBe(0);
  });

  it.each([
    ['The purchase is refunded.', 'We reimburse what you bought.'],
    ['The approval was sent.', 'Approved; we send it.'],
    ['A subscription was renewed.', 'He subscribed and it renews.'],
    ['Bicycles are repaired.', 'We mend a bike.'],
    ['Undelivered parcels', 'parcels that were not delivered'],
    ['A harmless plant', 'no harm, a plant'],
  ])('takes forms and everyday synonyms for one word: %j by %j', (claim, quote) => {
    expect(coverageBy(claim, { quotes: [quote] }).share).toBe(1);
  });

  it('takes a related word for one that the claim leaves out, and each only once', () => {
    const { share } = coverageBy('Lost tickets', { quotes: ['missing tickets'] });
    expect(share).toBe(1);
    const twice = coverageBy('Lost tickets and vanished tickets', { quotes: ['missing tickets'] });
    expect(twice.share).toBeLessThan(1);
  });

  it('counts common words little, and leaves numbers to their gate', () => {
    expect(coverageBy('Customers get helmets', { quotes: ['helmets'] }).share).toBeGreaterThan(0.5);
    expect(coverageBy('Helmets cost 30 euros', { quotes: ['helmets cost'] }).share).toBe(1);
  });

  it('is whole for a claim without content words', () => {
    const whole = { share: 1, uncoveredRun: 0 };
    expect(coverageBy('That is it.', { quotes: [] })).toEqual(whole);
    expect(coverageBy('', { quotes: ['x'] })).toEqual(whole);
  });

  it('takes one word in common for the topic alone, and a number for more', () => {
    const quotes = ['Readers may borrow 12 books.'];
    expect(coverageBy('Every reader inherits a castle.', { quotes }).share).toBe(0);
    expect(coverageBy('A reader takes 12 volumes home.', { quotes }).share).toBeGreaterThan(0);
  });

  const TRUE = 'Refunds are issued to the original card within fourteen days of the return';
  it.each([
    ', and shipping is free worldwide',
    ', which also covers stolen luggage',
    ' because the regulator insists upon it',
    ', with a bonus voucher',
    ' by a courier in uniform',
  ])('finds the words that were added to a true claim: %j', (rider) => {
    const { share, uncoveredRun } = coverageBy(`${TRUE}${rider}.`, { quotes: [TRUE] });
    expect(uncoveredRun).toBeGreaterThanOrEqual(1.5);
    expect(share).toBeLessThan(1);
  });

  it.each([
    ['Someone who quits loses the bonus.', 'The bonus is forfeited by whoever resigns.'],
    ['You need to return the keys by noon.', 'Keys are to be handed back by noon.'],
    ['The library opens its doors at nine.', 'The library opens at nine.'],
  ])('finds little of that in a paraphrase: %j of %j', (claim, quote) => {
    expect(coverageBy(claim, { quotes: [quote] }).uncoveredRun).toBeLessThanOrEqual(1);
  });

  it('forgives a word that stands where the quote has another, not one that was put in', () => {
    const swapped = coverageBy('You unfold the saddle cover.', {
      quotes: ['You peel the saddle cover.'],
    });
    const added = coverageBy('You unfold the saddle cover.', { quotes: ['The saddle cover.'] });
    expect(swapped.uncoveredRun).toBeLessThan(added.uncoveredRun);
  });

  it('lets the words of a question open a claim, and not end it', () => {
    const sources = {
      quotes: ['Parcels take three days.'],
      context: ['Is a lamp sent by parcel?'],
    };
    expect(coverageBy('A lamp sent as a parcel takes three days.', sources).uncoveredRun).toBe(0);
    expect(
      coverageBy('Parcels take three days with a lamp.', sources).uncoveredRun,
    ).toBeGreaterThan(0);
  });

  it('lets words that are held make up for some that are not', () => {
    const quotes = ['helmets gloves'];
    const scattered = coverageBy('red helmets orchid gloves violin', { quotes });
    const together = coverageBy('helmets gloves red orchid violin', { quotes });
    expect(scattered.share).toBe(together.share);
    expect(scattered.uncoveredRun).toBeLessThan(together.uncoveredRun);
  });

  it('is done with 300 KB of one word, and of many', () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `word${index}`).join(' ');
    expect(coverageBy('helmet '.repeat(40_000), { quotes: [many] }).share).toBe(0);
    expect(coverageBy(many, { quotes: ['helmet '.repeat(40_000), many] }).share).toBe(1);
  });
});
