import { tokenise } from '../core/analyse.ts';
import { createMatcher } from './words/matcher.ts';

/*
 * Things of one sort that cannot stand for one another: who says "tenant" where the quotes have only "landlord"
 * speaks of somebody else.
 */
const SORTS = `
landlord tenant guarantor
buyer seller
employer employee
lender borrower
debtor creditor
plaintiff defendant
supplier customer
sender recipient
host guest
author reader
teacher pupil
doctor nurse patient
parent child
mother father
son daughter
brother sister
husband wife
aunt uncle
boy girl
king queen
red blue green yellow white black grey brown orange purple pink
spring summer autumn winter
north south east west
wood steel plastic glass aluminium leather cotton wool carbon
dog cat horse cow sheep bird fish
front rear
upper lower

head foot hand arm leg ear eye knee shoulder
train bus tram ferry plane taxi
wheel brake tyre saddle pedal battery motor charger lamp lock frame helmet seat
director actor writer composer producer
novel film play song painting
kitchen bathroom bedroom cellar garage attic balcony
spouse widow
cash card cheque
breakfast lunch dinner
gold silver bronze
army navy
city village
river lake sea
`
  .trim()
  .split('\n')
  .map((line) => tokenise(line));
const SORT_OF = new Map<string, number>();
SORTS.forEach((sort, index) => {
  for (const { term } of sort) SORT_OF.set(term, index);
});

/** Words of a claim whose place in the quotes another of their sort holds. */
export function rivalsIn(claim: string, quotes: readonly string[]): string[] {
  const said = tokenise(claim);
  const held = quotes.flatMap((quote) => tokenise(quote));
  const [inClaim, inQuotes] = [createMatcher(said), createMatcher(held)];
  return said
    .filter((token) => {
      const sort = SORT_OF.get(token.term);
      if (sort === undefined || inQuotes.same(token).length > 0) return false;
      return held.some(
        (other) => SORT_OF.get(other.term) === sort && inClaim.same(other).length === 0,
      );
    })
    .map(({ word }) => word);
}
