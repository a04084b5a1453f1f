import { describe, expect, it } from 'vitest';
import { quantitiesSupported } from '../../../src/verify/quantities.ts';

describe('bounds and ranges', () => {
  it.each([
    ['It takes no more than 30 days.', 'It takes at most 30 days.'],
    ['It takes 30 days at most.', 'It takes up to 30 days.'],
    ['It takes 30 days or less.', 'It takes within 30 days.'],
    ['Reply no later than 14 days after it.', 'Reply within 14 days of it.'],
    ['You may not store more than 50 GB.', 'You may store up to 50 GB.'],
    ['The sum never exceeds 400 EUR.', 'The sum is capped at 400 EUR.'],
    ['Riders of 16 or over may ride.', 'Riders must be at least 16.'],
    ['Riders must be no younger than 16 years.', 'Riders must be at least 16 years old.'],
    ['It takes at least 3 days.', 'It takes 3 or more days.'],
    ['It needs a minimum of 12 cm.', 'It needs 12 cm or thicker.'],
    ['At least 5 are kept.', 'More than 5 are kept.'],
    [
      'Cancel at least 48 hours before departure.',
      'Cancel no later than 48 hours before departure.',
    ],
    ['It takes 3 to 5 days.', 'It takes between three and five days.'],
    ['It takes 3–5 days.', 'It takes from 3 up to 5 days.'],
    ['It takes up to 5 days.', 'It takes 3 to 5 days.'],
    ['It takes at least 3 days.', 'It takes 3 to 5 days.'],
    ['It cannot be returned after 14 days.', 'It can be returned within 14 days.'],
    ['It takes 14 days.', 'It takes at most 14 days.'],
    [
      'If it takes longer than 15 days, you get one.',
      'It is done within 15 days; if it is not, you get one.',
    ],
  ])('takes %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });

  it.each([
    ['It takes at most 30 days.', 'It takes at least 30 days.'],
    ['It needs no more than 30 days.', 'It needs no less than 30 days.'],
    ['It takes up to 30 days.', 'It takes a minimum of 30 days.'],
    ['It costs more than 30 EUR.', 'It costs less than 30 EUR.'],
    ['It needs over 16 points.', 'It needs under 16 points.'],
    ['It needs more than 16 points.', 'It needs at least 16 points.'],
    ['It needs less than 16 points.', 'It needs at most 16 points.'],
    ['It takes 5 days.', 'It takes 3 to 5 days.'],
    ['It takes 3 days.', 'It takes 3 to 5 days.'],
    ['It takes up to 3 days.', 'It takes 3 to 5 days.'],
    ['It takes 3 to 6 days.', 'It takes 3 to 5 days.'],
    ['It takes 2 to 5 days.', 'It takes between 3 and 5 days.'],
    ['Cancel at most 48 hours before departure.', 'Cancel at least 48 hours before departure.'],
    ['Pay 14 days after delivery.', 'Pay 14 days before delivery.'],
    ['It opens after 1 March.', 'It opens before 1 March.'],
  ])('does not take %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });
});
