import { describe, expect, it } from 'vitest';
import { rivalsIn } from '../../src/verify/rivals.ts';

describe('rivalsIn', () => {
  it.each([
    ['The tenant pays the fee.', 'The fee is paid by the landlord.', ['tenant']],
    ['A red lamp glows.', 'A blue lamp glows.', ['red']],
    ['The tenant pays the landlord.', 'The landlord is paid.', []],
    ['The tenant pays the fee.', 'The fee is paid by whoever moves in.', []],
    ['The landlord pays.', 'The landlord pays, the tenant does not.', []],
  ])('of %j by %j: %j', (claim, quote, rivals) => {
    expect(rivalsIn(claim, [quote])).toEqual(rivals);
  });
});
