import { isStopTerm, type Token } from '../../core/analyse.ts';

/*
 * How much it matters that a word of a claim stands in its quotes. A model rewords with light verbs and
 * frames ("the policy says that customers get …"); a word that widens a promise matters more than most.
 */

const LIGHT = words(`
  customer customers client clients user users person people someone somebody anyone anybody party case thing way time amount number
  total type kind item policy document source passage text guide article according state say mention
  specify describe note explain list make use give take get have provide offer apply need require possible
  available able include contain also well please yes simply just mean go come do let want like set put
  keep happen begin start end follow following per within whole whose one two each every another become
  count fall involve comprise consist range vary period date moment long far much many even already still
  yet now then there here own same such certain whether although though however therefore thus hence
  whereas while once via since because besides despite except unless upon regarding concerning instead rather quite exactly least most
  minimum maximum approximately roughly nearly almost called named known as unfortunately note sure
  upto during until after before later earlier latest no not than last serve remain stay run show tell see
  cost price pay charge total receive part`);
const STRONG = words(`
  worldwide global globally international internationally nationwide everywhere anywhere always forever
  lifetime permanent permanently guarantee guaranteed automatically automatic immediately instantly
  free unlimited regardless everyone anytime everybody whatsoever bonus voucher discount complimentary
  award prize`);
/** What the gate of numbers judges. */
const JUDGED_AS_NUMBERS = words(`
  euro euros eur dollar dollars usd pound pounds gbp cent cents percent one two three four five six seven
  eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
  forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half quarter first second
  third fourth fifth sixth seventh eighth ninth tenth am pm o clock st nd rd th once twice
  hour hours minute minutes day days week weeks month months year years km kilometre kilometres metre metres
  m kg g gb mb january february march april june july august september october november december jan feb
  mar apr jun jul aug sep sept oct nov dec`);

/** Weight of a claim's word, from 0 (says nothing of its own). */
export function weightOf({ word, term }: Token): number {
  if (isStopTerm(term) || JUDGED_AS_NUMBERS.has(word) || /^[\d.,]+$/.test(word)) return 0;
  if (STRONG.has(word)) return 2;
  return LIGHT.has(word) ? 0.3 : 1;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
