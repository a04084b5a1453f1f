import { describe, expect, it } from 'vitest';
import { polaritySupported } from '../../../src/verify/polarity/polarity.ts';

describe('polaritySupported', () => {
  it.each([
    ['You may return it.', 'You may return it.'],
    ['You may not return it.', 'You may not return it.'],
    ["You can't return it.", 'You cannot return it.'],
    ['You must wear a helmet.', 'Riders are required to wear a helmet.'],
    ['Fares are non-refundable.', 'Fares are not refundable.'],
    ['Article No. 5 holds.', 'Article 5 holds.'],
    ['Guests are never admitted without a ticket.', 'Guests are admitted with a ticket.'],
    ["The small key doesn't open anything but the shed.", 'The small key opens the shed only.'],
    ['The pool does not open until May.', 'From May the pool is open.'],
    ["You can't leave the check until after the trip.", 'Do the check before the trip.'],
    ['The site has stopped selling maps.', 'The site no longer sells maps.'],
    ['Names need not be printed.', 'Names may be left out when printing the list.'],
    [
      'You are billed only if you order extra work; otherwise repair is not charged.',
      'Unless you have ordered extra work, you will not get a bill for the repair.',
    ],
    ['You must not park here.', 'You may not park here.'],
    ['You must not park here.', 'Parking here is prohibited.'],
    ['You cannot park here.', 'It is forbidden to park here.'],
    ['You are not allowed to park here.', 'You may not park here.'],
    ['Parking here is banned.', 'You must not park here.'],
    ['You are prohibited from parking here.', 'You cannot park here.'],
    ['You need not pay a deposit.', 'You do not have to pay a deposit.'],
    ['A deposit is not required.', 'You need not pay a deposit.'],
    ['No deposit is required.', 'You need not pay a deposit.'],
    ['A deposit is optional.', 'A deposit is not required.'],
    ['Delivery is free.', 'Delivery is at no cost.'],
    ['There is no fee for delivery.', 'Delivery is free of charge.'],
    ['Delivery comes without charge.', 'Delivery is free.'],
    ['It renews unless you cancel.', 'It renews if you do not cancel.'],
    ['If you do not cancel, it renews.', 'Unless you cancel, it renews.'],
    ['You have to give notice within 30 days.', 'Notice must be given no later than 30 days.'],
    ['It lasts at most 5 days.', 'It lasts no more than 5 days.'],
    ['The fee must not exceed 5 EUR.', 'The fee is at most 5 EUR.'],
    ['It covers theft and also fire.', 'It covers not only theft but also fire.'],
    [
      'Refunds are issued within 14 days.',
      'Refunds are issued within 14 days, but not for sale items.',
    ],
    ['Sale items are not refunded.', 'Refunds are issued within 14 days, but not for sale items.'],
    ['Everything except rentals is covered.', 'Nothing except rentals is not covered.'],
    ['Only members can book.', 'Nobody except members can book.'],
    ['The fare is non-refundable.', 'The fare cannot be refunded.'],
    ['The request was refused.', 'The request was not accepted.'],
    ['Unpaid bills are sent again.', 'Bills that are not paid are sent again.'],
    ['You should wear a helmet.', 'It is recommended to wear a helmet.'],
    ['Members must wear a helmet.', 'Members are required to wear a helmet.'],
    ['Riders have to wear a helmet.', 'Wear a helmet.'],
    ['Theft is not covered.', 'The plan does not cover theft.'],
    ['Theft is excluded.', 'Theft is not included.'],
    ['The plan is no longer offered.', 'The plan is not offered any more.'],
    ['Neither cash nor cheques are accepted.', 'We do not accept cash or cheques.'],
    ['You may not sell the bike.', 'You may not sell, rent or lend the bike.'],
    ['You may not rent the bike.', 'You may not sell, rent or lend the bike.'],
    ['Pets are allowed.', 'Pets are permitted, smoking is not.'],
    ['Smoking is not permitted.', 'Pets are permitted, smoking is not.'],
    ['No refunds in May.', 'No, there are no refunds in May.'],
    ['The museum is closed on Mondays.', 'The museum is open daily except on Mondays.'],
    ['Language courses are not discounted.', 'All courses except language courses are discounted.'],
    ['It is not returned when it is damaged.', 'It is returned unless it is damaged.'],
    ['People without a card cannot book.', 'Only people with a card can book.'],
    ['The main house does not admit dogs.', 'Dogs may enter the cottages but not the main house.'],
    ['Drinks are not included.', 'Meals are included in the price, drinks are not.'],
    ['The lift does not run at weekends.', 'The lift is out of service at weekends.'],
    ['In strong wind the ferry stays in port.', 'The ferry does not sail in strong wind.'],
    ['The deposit was not in the file.', '| Deposit in the file | no |'],
    ['None of the seats is free of charge.', 'No seat is free of charge.'],
    ['The pool is open before breakfast.', 'The pool opens before breakfast.'],
    [
      'The cable is pulled before the housing is opened.',
      'The housing is opened after the cable is pulled.',
    ],
    [
      'The Borough may end the lease with notice.',
      'The Borough, but not the tenant, may end the lease with notice.',
    ],
    ['See cancelling.', 'See [cancelling](no-show-and-not-found.md).'],
  ])('%j by %j', (claim, quote) => {
    expect(polaritySupported(claim, [quote])).toBe(true);
  });

  it.each([
    ['You may return it.', 'You may not return it.'],
    ['You may not return it.', 'You may return it.'],
    ['You must wear a helmet.', 'You should wear a helmet.'],
    ['The plan is offered.', 'The plan is no longer offered.'],
    ['All bikes are covered.', 'All bikes except rentals are covered.'],
    ['Fares are refundable.', 'Fares are non-refundable.'],
    ['You may park here.', 'You may not park here.'],
    ['You may not park here.', 'You may park here.'],
    ['Parking here is allowed.', 'Parking here is prohibited.'],
    ['Parking here is prohibited.', 'Parking here is allowed.'],
    ['You can park here.', 'You cannot park here.'],
    ['You must pay a deposit.', 'You need not pay a deposit.'],
    ['You may not pay a deposit.', 'You need not pay a deposit.'],
    ['A deposit is required.', 'No deposit is required.'],
    ['You must wear a helmet.', 'You should wear a helmet.'],
    ['You may wear a helmet.', 'You must wear a helmet.'],
    ['You should wear a helmet.', 'You must wear a helmet.'],
    ['You will get a refund.', 'You may get a refund.'],
    ['Delivery is not free.', 'Delivery is free.'],
    ['Delivery is free.', 'Delivery is not free.'],
    ['It renews if you cancel.', 'It renews unless you cancel.'],
    ['It renews unless you cancel.', 'It renews if you cancel.'],
    ['It renews if you cancel.', 'It renews if you do not cancel.'],
    [
      'Refunds are issued within 14 days for sale items.',
      'Refunds are issued within 14 days, but not for sale items.',
    ],
    [
      'Refunds are not issued within 14 days.',
      'Refunds are issued within 14 days, but not for sale items.',
    ],
    ['All bikes are covered.', 'All bikes except rentals are covered.'],
    ['Rentals are covered.', 'All bikes except rentals are covered.'],
    ['All bikes, including rentals, are covered.', 'All bikes except rentals are covered.'],
    ['The fare is refundable.', 'The fare is non-refundable.'],
    ['The request was accepted.', 'The request was refused.'],
    ['Theft is included.', 'Theft is not included.'],
    ['Theft is included.', 'Theft is excluded.'],
    ['The plan is offered.', 'The plan is no longer offered.'],
    ['Prices increase in May.', 'Prices decrease in May.'],
    ['You must cancel before delivery.', 'You must cancel after delivery.'],
    ['The minimum is 5.', 'The maximum is 5.'],
    ['It costs more than 5 EUR.', 'It costs less than 5 EUR.'],
    ['We always answer.', 'We never answer.'],
    ['The shop opens at 8.', 'The shop closes at 8.'],
    ['Cash is accepted.', 'Neither cash nor cheques are accepted.'],
    ['You may rent the bike.', 'You may not sell, rent or lend the bike.'],
    ['Smoking is permitted.', 'Pets are permitted, smoking is not.'],
    ['Pets are not allowed.', 'Pets are permitted, smoking is not.'],
    ['Only members can book.', 'Members can book.'],
    ['You can return it without a receipt.', 'You can return it with a receipt.'],
    ['You can return it with a receipt.', 'You can return it without a receipt.'],
    ['The warranty covers damage by water.', 'The warranty does not cover damage by water.'],
    [
      'The landlord does not have to return the deposit within 30 days.',
      'The landlord must return the deposit within 30 days.',
    ],
    ['It is safe to swim.', 'It is unsafe to swim.'],
    ['Your card is valid.', 'Your card is invalid.'],
    ['You fail to pay.', 'You pay.'],
    ['All bikes are insured.', 'Some bikes are insured.'],
    ['It is insured.', "It isn't insured."],
    [
      'Dogs are welcome in the main house.',
      'Dogs are welcome in the yard but not in the main house.',
    ],
    ['Drinks are included in the price.', 'Meals are included in the price, drinks are not.'],
    ['Meals are not included, drinks are.', 'Meals are included in the price, drinks are not.'],
    ['Unused days are refunded.', 'No refund is given for unused days.'],
    ['Riders who fail it are admitted.', 'Riders who fail it are not admitted.'],
    ['Members with a card cannot book.', 'Only members with a card can book.'],
    ['It is returned when it is damaged.', 'It is returned unless it is damaged.'],
    ['The card details were in the file.', '| Card details | no |'],
    ['We use car fluid, not mineral oil.', 'We use mineral oil, never car fluid.'],
    ['No refund is given, except in case of flooding.', 'No refund is given.'],
    ['Members can pay by card and also in cash.', 'Members can pay only in cash.'],
    ['Children always travel free.', 'Children travel free when an adult is with them.'],
    ['Anyone can order cards abroad.', 'Only account holders can order cards abroad.'],
    ['Pull the cable after you open the lid.', 'Pull the cable before you open the lid.'],
    ['You may leave before 3 May.', 'You may leave after 3 May; check before booking.'],
    ['It is stored even without consent.', 'It is stored with consent.'],
  ])('not %j by %j', (claim, quote) => {
    expect(polaritySupported(claim, [quote])).toBe(false);
  });

  it('takes the one of several quotes that agrees', () => {
    expect(polaritySupported('It is covered.', ['It is not free.', 'It is covered.'])).toBe(true);
  });

  it('lets a column that denies deny for its cells, and none that does not affirm', () => {
    const fields = ['Plan', 'Not included'];
    expect(
      polaritySupported('Plan: Basic; Not included: theft', ['| Basic | theft |'], fields),
    ).toBe(true);
    expect(polaritySupported('It may be returned.', ['| may not be returned |'], ['Rule'])).toBe(
      false,
    );
  });

  it('does not hold without a quote', () => {
    expect(polaritySupported('It is covered.', [])).toBe(false);
  });

  it('reads hostile text without end once', () => {
    const hostile = 'not without if unless, and no more than '.repeat(2000);
    expect(polaritySupported(hostile, [hostile])).toBe(true);
  });
});
