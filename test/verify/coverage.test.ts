import { describe, expect, it } from 'vitest';
import { coverageBy } from '../../src/verify/coverage.ts';

describe('coverageBy', () => {
  it('is the share of content words that the texts hold, whatever their form', () => {
    expect(coverageBy('Refunds take cash', ['A refund takes cash.']).share).toBe(1);
    expect(coverageBy('Helmets and gloves', ['A refund.', 'A glove.']).share).toBe(0.5);
    expect(coverageBy('Helmets', []).share).toBe(0);
  });

  it.each([
    ['The purchase is refunded.', 'We reimburse what you bought.'],
    ['The approval was sent.', 'Approved; we send it.'],
    ['A subscription was renewed.', 'He subscribed and it renews.'],
    ['Bicycles are repaired.', 'We mend a bike.'],
  ])('takes forms and everyday synonyms for one word: %j by %j', (claim, source) => {
    expect(coverageBy(claim, [source]).share).toBe(1);
  });

  it('counts light words little, and leaves numbers to their gate', () => {
    expect(coverageBy('Customers get helmets', ['helmets']).share).toBeGreaterThan(0.5);
    expect(coverageBy('Helmets cost 30 euros', ['helmets cost']).share).toBe(1);
  });

  it('is whole for a claim without content words', () => {
    expect(coverageBy('That is it.', [])).toEqual({ share: 1, uncoveredRun: 0 });
    expect(coverageBy('', ['x'])).toEqual({ share: 1, uncoveredRun: 0 });
  });

  it('finds the run of words that was added to a true claim', () => {
    const quote = ['Refunds are issued to the original card within fourteen days of the return.'];
    const claim = 'Refunds are issued to the original card after the return';
    expect(coverageBy(`${claim}.`, quote).uncoveredRun).toBe(0);
    for (const rider of [
      ', and shipping is free worldwide',
      ', which also covers stolen luggage',
      ' because the regulator insists upon it',
      ', with a bonus voucher',
    ]) {
      const { share, uncoveredRun } = coverageBy(claim + rider, quote);
      expect(uncoveredRun).toBeGreaterThanOrEqual(3);
      expect(share).toBeLessThan(1);
    }
  });

  it('lets words that are held make up for some that are not', () => {
    const scattered = coverageBy('red helmets green gloves blue', ['helmets gloves']);
    const together = coverageBy('helmets gloves red green blue', ['helmets gloves']);
    expect(scattered.share).toBe(together.share);
    expect(scattered.uncoveredRun).toBeLessThan(together.uncoveredRun);
  });
});
