import { describe, expect, it } from 'vitest';
import { quantitiesSupported } from '../../../src/verify/quantities.ts';

describe('numbers by what they count', () => {
  it.each([
    ['It takes two years.', 'It takes 24 months.'],
    ['It takes a week.', 'It takes 7 days.'],
    ['It takes a fortnight.', 'It takes two weeks.'],
    ['It takes half a year.', 'It takes six months.'],
    ['It takes an hour and a half.', 'It takes 90 minutes.'],
    ['It takes an hour and 28 minutes.', 'running_time_min: 88'],
    ['It takes one day.', 'It takes 24 hours.'],
    ['It takes a day and a half.', 'It takes 36 hours.'],
    ['It stops at minus ten degrees.', 'It stops at -10 °C.'],
    ['Interest is 8 per cent a year.', 'Interest is 8 % p.a.'],
    ['It costs €0.', 'It is free of charge.'],
    ['It takes three and a half hours.', 'It takes 3 h 30 min.'],
    ['It weighs 1.2 kg.', 'It weighs 1200 g.'],
    ['It is 1.5 km away.', 'It is 1500 metres away.'],
    ['It is 250 cm long.', 'It is 2.5 m long.'],
    ['You get 1 GB.', 'You get 1024 MB.'],
    ['You get 1 GB.', 'You get 1000 MB.'],
    ['It costs 50 cents.', 'It costs 0.50 EUR.'],
    ['It costs 30 euros.', 'It costs EUR 30.00.'],
    ['It costs €30.', 'It costs 30 EUR.'],
    ['It costs 99 pence.', 'It costs £0.99.'],
    ['It rises by 5 percent.', 'It rises by 5 %.'],
    ['The line does 5 Mbps.', 'The line does 5 Mbit/s.'],
    ['It rides at 25 kilometres per hour.', 'It rides at 25 km/h.'],
    ['A 30-day period applies.', 'A period of 30 days applies.'],
    ['It takes five business days.', 'It takes 5 working days.'],
    ['Within 30 calendar days you hear from us.', 'Within 30 days you hear from us.'],
    ['It rose by 0.5 percentage points.', 'It rose by 50 basis points.'],
    ['It costs €5 a month.', 'It costs €5 per month.'],
    ['It costs €60 annually.', 'It costs €60 a year.'],
    ['The flat has 80 square metres.', 'The flat has 80 m².'],
    ['It holds 70 people.', 'It has room for 70.'],
    ["It owes half a year's rent.", "It owes six months' rent."],
  ])('takes %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });

  it.each([
    ['It takes 30 days.', 'It takes one month.'],
    ['It takes 30 hours.', 'It takes 30 days.'],
    ['It takes 14 days.', 'It takes 14 working days.'],
    ['It takes 14 business days.', 'It takes 14 calendar days.'],
    ['It takes two weeks.', 'It takes two working days.'],
    ['It costs 30 pounds.', 'It costs 30 euros.'],
    ['It costs $30.', 'It costs €30.'],
    ['It costs 50 euros.', 'It costs 50 cents.'],
    ['It rises by 5 percentage points.', 'It rises by 5 %.'],
    ['It rises by 5 per mille.', 'It rises by 5 percent.'],
    ['You get 2 MB.', 'You get 2 GB.'],
    ['It is 3 miles away.', 'It is 3 km away.'],
    ['It is 3 cm thick.', 'It is 3 mm thick.'],
    ['30 % of riders agree.', '30 riders agree.'],
    ['30 riders agree.', '30 % agree.'],
    ['It costs €5 per month.', 'It costs €5 per year.'],
    ['It costs €5 a day.', 'It costs €5.'],
    ['It is billed at €5 monthly.', 'It is billed at €5 yearly.'],
    ['It comes daily.', 'It comes every hour.'],
    ['It pauses after three hours.', 'It pauses after three episodes.'],
    ['It is 20 °F.', 'It is 20 °C.'],
  ])('does not take %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });
});
