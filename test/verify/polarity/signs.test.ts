import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../src/verify/polarity/clauses.ts';
import { compareSigns } from '../../../src/verify/polarity/signs.ts';

function turned(claim: string, quote: string): boolean {
  return compareSigns(clausesOf(claim), clausesOf(quote)).turned;
}

describe('compareSigns', () => {
  it('takes an even number of denials for none', () => {
    const quote = 'Guests are admitted only with a ticket.';
    expect(turned('Guests without a ticket are not admitted.', quote)).toBe(false);
    expect(turned('Guests with a ticket are not admitted.', quote)).toBe(true);
  });

  it('counts an exception where the claim speaks of what is excepted', () => {
    const quote = 'Every room except the cellar is heated.';
    expect(turned('The cellar is heated like every room.', quote)).toBe(true);
    expect(turned('The cellar is not heated.', quote)).toBe(false);
    expect(turned('The rooms are not heated.', quote)).toBe(true);
  });

  it('adds an addition without a verb to what stands before it', () => {
    const quote = 'Parcels are delivered to the door, but not to islands.';
    expect(turned('Parcels are delivered to islands.', quote)).toBe(true);
    expect(turned('Parcels are delivered to the door.', quote)).toBe(false);
  });

  it('does not compare what speaks of other things', () => {
    expect(turned('The garden is not fenced.', 'The kitchen is heated.')).toBe(false);
  });

  it('leaves it open where a word may stand for a denial', () => {
    expect(
      turned('The lid does not move.', 'The lid stays where it is put, and may not move.'),
    ).toBe(false);
    expect(turned('The gate is not open in the storm.', 'The gate remains out of the storm.')).toBe(
      false,
    );
  });

  it('calls denials agreed that stand in both', () => {
    const said = clausesOf('Pets are not allowed.');
    const { agreed } = compareSigns(said, clausesOf('Pets are not allowed here.'));
    expect([...agreed]).toEqual(expect.arrayContaining(said.flatMap(({ denials }) => denials)));
  });
});
