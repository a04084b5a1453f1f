import { lowerFirst, pick, upperFirst } from './text.ts';

/* Plausible additions that no document of the corpora makes. They are put where a writer would put them. */

/** Behind the last word, before the full stop. */
const BEHIND = [
  ', and shipping is free worldwide',
  ', and the manufacturer confirms this in writing',
  ', and nobody is charged extra for it',
  ', and an independent auditor checks this twice a year',
  ', and you will be sent a reminder by text message',
  ', but a manager can waive it on request',
  ', although most people never notice',
  ', although this is handled more generously abroad',
  ', which is the strictest rule in Europe',
  ', which has been the case since the company was founded',
  ', which is why complaints are rare',
  ', which saves the average household hundreds of euros',
  ', with a full refund guaranteed',
  ', with priority given to pensioners',
  ', with interest added automatically',
  ', subject to approval by the head office',
  ', provided that you are insured with a partner company',
  ', because the law of the European Union demands it',
  ', because earlier arrangements led to lawsuits',
  ', so no further proof is ever needed',
  ', so an appointment with a lawyer is recommended',
  ', making it one of the most popular choices',
  ', making it cheaper than any competitor',
  ', including for guests from overseas',
  ', including weekends and religious festivals',
  ', regardless of age or nationality',
  ', as confirmed by the ministry',
  ', as the founder announced on television',
  ', thanks to a subsidy from the government',
  ', except for holders of a gold card',
  ' free of charge for students',
  ' throughout Europe and North America',
  ' for all customers worldwide',
  ' without any exception whatsoever',
  ' as recommended by leading experts',
  ' after a short telephone interview',
  ' under the supervision of a certified engineer',
  ' in return for a small donation',
  ' thanks to artificial intelligence',
  ' and is covered by a lifetime guarantee',
  ' and comes with a complimentary gift',
  ' and has won several international awards',
  ' or pay a penalty on the spot',
  ' while stocks last',
  ' (a passport is required)',
  ' (this also covers family members abroad)',
  ' (payable in cash only)',
  ' (free with the premium membership)',
  '; breaches are reported to the police',
  '; exceptions are published in the newspaper',
  '; veterans receive a discount',
  '. The first attempt is always free',
  '. Afterwards you receive a certificate by courier',
  '. This was confirmed by the supreme court',
  ' – a rule that is about to be abolished',
  ' – unlike in neighbouring countries, where it costs twice as much',
];

/** Before the first word, which is then written small. */
const BEFORE = [
  'Since a vote of the shareholders, ',
  'Free of charge and without registration, ',
  'For holders of a premium membership, ',
  'Thanks to a partnership with several airlines, ',
  'Besides a signed photograph, note that ',
  'As the only provider in the country to do so, ',
  'At the request of the insurance industry, ',
  'Unlike its competitors, who charge for this, the provider says that ',
  'After a successful pilot project in Brazil, ',
  'In line with medical advice, ',
];

/** After a word that ends a subject or an object, wherever the first of them stands. */
const BETWEEN = [
  ', approved by the ministry,',
  ', which are tested daily in a laboratory,',
  ', even during strikes,',
  ', together with a personal adviser,',
  ' and all relatives',
  ', for safety reasons,',
];
const GAP = / (?=(?:must|may|can|cannot|will|shall|is|are|has|have)\b)/;

/** Every rider has its turn, so that none is used much more than another. */
export const RIDERS = [...BEHIND, ...BEFORE, ...BETWEEN];

/** The claim with that rider; null where the sentence has no place for it. */
export function withRider(claim: string, rider: string): string | null {
  if (BEHIND.includes(rider)) return claim.endsWith('.') ? `${claim.slice(0, -1)}${rider}.` : null;
  if (BEFORE.includes(rider)) {
    const rest = lowerFirst(claim);
    return rest === null ? null : upperFirst(`${rider}${rest}`);
  }
  return GAP.test(claim) ? claim.replace(GAP, `${rider} `) : null;
}

export const pickRider = (random: () => number): string => pick(RIDERS, random) ?? '';
