import type { Rewording } from './rewording.ts';
import { pick, replaceOne } from './text.ts';

/** Names of one sort, any of which could stand where another does. Out of the corpora, sorted by hand. */
const SORTS: readonly (readonly string[])[] = [
  ['Mallow', 'Bracken', 'Hollin', 'Dunnock'],
  ['Flex', 'Steady', 'Second Round'],
  ['Cover Basic', 'Cover Plus', 'Rescue Pass'],
  ['Pack 500', 'Pack 750'],
  ['Zone A', 'Zone B', 'Zone C'],
  ['Quillon', 'Tollan Wheels', 'Brack & Daughter'],
  [
    'Oosterhal',
    'Selm',
    'Aldermoor',
    'Dunmark',
    'Lindekamp',
    'Harrowmere',
    'Port Essel',
    'Cape Linnet',
    'Great Merrin',
    'Kettle Bridge',
    'Vessing',
    'Torvald',
    'Upper Hask',
    'Pell',
    'Marl',
    'Nollan',
  ],
  ['Merrin Isles', 'Calder Isles'],
  ['Estmark', 'Vantoria'],
  [
    'Ternholm',
    'Vessby',
    'Orrholm',
    'Harrowick',
    'Skellen',
    'Brunnvik',
    'Sandergate',
    'Jarnby',
    'Osterlund',
    'Kirkmoss',
    'Stennvik',
    'Upper Dalby',
    'Tolvik',
    'Gravenmoor',
  ],
  ['Concession', 'House Plus'],
  ['Aldmouth', 'Kesh', 'Lanth', 'Farrowmouth'],
  [
    'Tessarin',
    'Nordhaven',
    'Gullmark',
    'Skerry Ferries',
    'Brindle and Oake',
    'Farrowmouth Harbour Trust',
  ],
  ['Dock Tally', 'Dock Gauge', 'Tessarin Dock', 'Watchkeeper'],
  [
    'Osric Tambling',
    'Pia Wedderlow',
    'Imre Castellan',
    'Signe Vallander',
    'Ragnhild Sorley',
    'Ottoline Farre',
  ],
  ['Harbour Court', 'Ropery Quay', "Chandler's Row"],
  ['Labour Panel', 'Tenancy Board', 'Consumer Office', 'Deposit Office', 'Purchasing Office'],
  [
    'Personal Records Regulation',
    'Consumer Contracts Regulation',
    'Residential Tenancies Regulation',
    'Working Time and Leave Regulation',
    'Late Payment Order',
    'Electronic Signatures Order',
  ],
  [
    'Terms of Service',
    'Support Policy',
    'Data Processing Agreement',
    'Service Level Agreement',
    'Acceptable Use Policy',
    'Order Form',
    'Price Schedule',
  ],
  ['Developer', 'Signatory', 'Customer', 'Supplier', 'Buyer', 'Company', 'Landlord', 'Tenant'],
  ['landlord', 'tenant'],
  ['employer', 'employee'],
  ['trader', 'consumer'],
  [
    'English',
    'Spanish',
    'German',
    'Danish',
    'Italian',
    'French',
    'Swedish',
    'Dutch',
    'Polish',
    'Norwegian',
    'Finnish',
    'Welsh',
    'Hindi',
    'Portuguese',
    'Japanese',
  ],
  [
    'United Kingdom',
    'Germany',
    'Denmark',
    'Italy',
    'France',
    'Sweden',
    'Belgium',
    'Norway',
    'Finland',
    'Ireland',
    'Austria',
    'Portugal',
    'Japan',
    'Canada',
    'India',
    'Spain',
    'Poland',
  ],
  ['Kino Beacon', 'Quayside Cinema', 'Regal Harrowick', 'The Sluice', 'Lantern Row Cinema'],
];
const SORT_OF = new Map(SORTS.flatMap((sort) => sort.map((name) => [name, sort] as const)));
const KNOWN = new RegExp(
  `\\b(?:${[...SORT_OF.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}])`,
  'u',
);

/** One name is another of its sort. */
export const OTHER_NAME: Rewording = (claim, random) =>
  replaceOne(claim, KNOWN, random, ([name]) => {
    const sort = SORT_OF.get(name) ?? [];
    return (
      pick(
        sort.filter((other) => other !== name && !claim.includes(other)),
        random,
      ) ?? null
    );
  });

/** "A and B", "A, B or C", with at most two words of theirs between. */
const LIST = /\p{Lu}\p{L}+(?:, (?:and |or )?| and | or )(?:the )?\p{Lu}\p{L}+/u;

/** Two names of one sort, each in the other's place. */
export const SWAPPED_NAMES: Rewording = (claim, random) => {
  const pairs = SORTS.flatMap((sort) => {
    const [one, other] = sort.filter((name) => new RegExp(`\\b${name}\\b`).test(claim));
    return one === undefined || other === undefined ? [] : [[one, other] as const];
  });
  const [one, other] = pick(pairs, random) ?? [];
  if (one === undefined || other === undefined) return null;
  const both = new RegExp(`\\b(?:${one}|${other})\\b`, 'g');
  // In a list either stands for the other.
  if (LIST.test(claim)) return null;
  return claim.replace(both, (name) => (name === one ? other : one));
};
