import { describe, expect, it } from 'vitest';
import { quantitiesSupported } from '../../../src/verify/quantities.ts';

describe('names made of digits, ordinals and counters', () => {
  it.each([
    ['Article 12 says so.', 'See Article 12.'],
    ['Clause 4.2 says so.', 'See clause 4.2(b).'],
    ['Articles 12 and 13 apply.', 'Articles 12 to 13 apply.'],
    ['The 2016 Order applies.', 'The Order 2016 applies.'],
    ['Error E17 means no network.', 'E17: no network'],
    ['It came in the 1990s.', 'The 1990s brought it.'],
    ['Version 2.0 has it.', 'It is new in version 2.0.'],
    ['Clause 3 says so.', '3. The tenant pays.'],
    ['It locks after the fifth try.', 'It locks after five tries.'],
    ['From the fifth call on it costs more.', 'Four calls are free.'],
    ['It is the 3rd of four steps.', 'It is the third of 4 steps.'],
    ['Third parties may see it.', 'Others may see it.'],
    ['It is on the twenty-first floor.', 'It is on the 21st floor.'],
  ])('takes %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });

  it.each([
    ['Article 13 says so.', 'See Article 12.'],
    ['Clause 4.2(c) says so.', 'See clause 4.2(b).'],
    ['Clause 4.2(b) says so.', 'See clause 4.2.'],
    ['It has 12 articles.', 'See Article 12.'],
    ['It takes 12 days.', 'See Article 12.'],
    ['Version 2 has it.', 'It is new in version 2.0.'],
    ['Error E18 means no network.', 'E17: no network'],
    ['There are 3 tenants.', '3. The tenant pays.'],
    ['It takes 3 days.', '(3) The tenant pays.'],
    ['It takes 4 days.', 'It takes a while.[4]'],
    ['It locks after the third try.', 'It locks after five tries.'],
    ['It is on the second floor.', 'It is on the third floor.'],
    ['It is on the eighth floor.', 'It is on the ninth floor, of 12.'],
  ])('does not take %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });
});
