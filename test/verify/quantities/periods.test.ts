import { describe, expect, it } from 'vitest';
import { quantitiesSupported } from '../../../src/verify/quantities.ts';

describe('periods and the edges of dates', () => {
  it.each([
    ['It applies from the next day.', 'It applies from the next month.'],
    ['It applies from the next month.', 'It applies from the month after next.'],
    ['It is sent on the same day.', 'It is sent the day after the sale.'],
    ['It ends at the end of the calendar year.', 'It ends at the end of a calendar month.'],
    ['It is due by the end of March.', 'It is due by 15 March.'],
    ['It must arrive before June.', 'It must arrive by 15 June.'],
    ['It is due on the third day.', 'It is due on the third working day.'],
    ['A report follows on the first of the month.', 'A report follows within 5 days.'],
    ['She led it from 2022.', 'She led it from 2019 to 2022.'],
    ['It shuts an hour after sunset.', 'It shuts an hour before sunset.'],
  ])('does not take %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });

  it.each([
    ['It takes effect next month.', 'It takes effect the following month.'],
    ['It is due by the end of March.', 'It is due by 31 March.'],
    ['It must arrive before July.', 'It must arrive by 30 June.'],
    ['It holds until the end of June.', 'It holds before 1 July.'],
    ['She led it until 2022.', 'She led it from 2019 to 2022.'],
    ['It is due on the 30th day.', 'It is due after 30 days.'],
  ])('takes %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });
});
