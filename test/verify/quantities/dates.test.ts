import { describe, expect, it } from 'vitest';
import { quantitiesSupported } from '../../../src/verify/quantities.ts';

describe('dates and times', () => {
  it.each([
    ['It opens on 1 March 2026.', 'It opens on March 1st, 2026.'],
    ['It opens on 1 March 2026.', 'It opens on 2026-03-01.'],
    ['It opens on the 1st of March 2026.', 'It opens on 01.03.2026.'],
    ['It opens on 1 March 2026.', 'It opens on 1/3/2026.'],
    ['It opens on January 3, 2026.', 'It opens on 1/3/2026.'],
    ['It opens in March 2026.', 'It opens on 1 March 2026.'],
    ['It opens in Mar. 2026.', 'It opens on 2026-03-01.'],
    ['It opens in 2026.', 'It opens on 1 March 2026.'],
    ['It opened in 2019.', 'Opened 2019, it has two rooms.'],
    ['It opens in Q1 2026.', 'It opens in the first quarter of 2026.'],
    ['It opens in Q1 2026.', 'It opens in March 2026.'],
    ['It is open from 1 to 5 March 2026.', 'It is open 1 March 2026 to 5 March 2026.'],
    ['It is open from 1 March 2026 until 5 April 2026.', 'It is open 1 March to 5 April 2026.'],
    ['It opens on Sunday.', 'It opens on 1 March 2026.'],
    ['It is open on Wednesdays.', 'It is open Mon-Fri.'],
    ['It opens on the 28th.', 'It opens on 28 May.'],
    ['It closes on 28 May.', 'May is short: it closes on the 28th. It was 1 May then.'],
    ['It starts at 2.30 pm.', 'It starts at 14:30.'],
    ['It starts at half past two.', 'It starts at 14:30.'],
    ['It starts at noon.', 'It starts at 12:00.'],
    ['It is open from 9 am to 5 pm.', 'It is open 9:00-17:00.'],
    ['It is open from 10 to 2.', 'It is open 10:00-14:00.'],
    ['It ends at 2:30 pm CET.', 'It ends at 14:30 CET.'],
    ['It runs in 2026.', 'The 2026 season runs.'],
  ])('takes %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });

  it.each([
    ['It opens on 2 March 2026.', 'It opens on 1 March 2026, at 2.'],
    ['It opens on 1 April 2026.', 'It opens on 1 March 2026.'],
    ['It opens on 1 March 2027.', 'It opens on 1 March 2026.'],
    ['It opens on 1 March 2026.', 'It opens in March 2026.'],
    ['It opens on 1 March 2026.', 'It opens on 1 March.'],
    ['It opens in April.', 'It opens on 1 March 2026.'],
    ['It opens in Q2 2026.', 'It opens in March 2026.'],
    ['It opens in 2026.', 'It has 2,026 users.'],
    ['There is 1 way.', 'It opens on 1 March 2026.'],
    ['It opens on Mondays.', 'It opens on Tuesdays.'],
    ['It opens on a Sunday.', 'It is open Mon-Sat.'],
    ['It starts at 3:30 pm.', 'It starts at 14:30.'],
    ['It starts at 4 am.', 'It starts at 16:00.'],
    ['It ends at 14:30 CET.', 'It ends at 14:30 UTC.'],
    ['Up to 6 may apply.', 'Up to 5 may apply.'],
  ])('does not take %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });
});
