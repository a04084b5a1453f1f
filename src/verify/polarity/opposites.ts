import { analyse, isStopTerm } from '../../core/analyse.ts';
import { normalisePhrases } from './phrases.ts';

/*
 * Words that turn a statement round: "before" for "after", "accepted" for "refused". A claim that uses one side
 * while its quotes use the other, or sets it before the same word, is not what they say.
 */

/** Two sides a line; the words of a side say nearly the same. */
const OPPOSITES = `
before prior beforehand | after afterwards following once
more over above exceeding longer higher greater older bigger larger thicker heavier wider steeper | less under below fewer shorter lower younger smaller cheaper thinner lighter narrower
minimum lowest smallest | maximum highest largest biggest greatest
increase increases increased rise rises rose raise raises raised grow grows grew | decrease decreases decreased fall falls fell reduce reduces reduced lower lowers lowered drop drops dropped
early earlier | late later
always | never
add adds added | deduct deducts deducted subtract subtracted
win wins won | lose loses lost
pass passes passed | fail fails failed
inside indoors | outside outdoors
north northern | south southern
east eastern | west western
left | right
public | private
separately individually | jointly
fast faster fastest quickly | slow slower slowest slowly
best | worst
first earliest | last latest final
majority | minority
voluntary optional | compulsory mandatory
temporary temporarily | permanent permanently
automatically | manually
buy buys bought | sell sells sold
warm hot warmer hotter | cold colder
longest | shortest
oldest | youngest
included | charged
free | charged surcharge fee charge
all every | some certain most
true real actual actually | false fake invented fictional model
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | ').map((side) => new Set(side.split(' '))));
/** Bounds of numbers, which are judged with the numbers. */
const BOUNDS =
  /\bat (?:the )?(?:least|most|latest|earliest)\b|\b(?:or|and) (?:more|over|above|less|under|below|older|younger|later|earlier|longer)\b|\bover and above\b|\bmore than once\b|\bonce more\b|\bany more\b|\bat first\b|\bfirst of all\b|\bat last\b|\ball over\b/g;
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}'-]*/gu;
const DENIAL =
  /\b(?:not|no|never|none|nothing|nobody|without|neither|nor|neednot|unless|except)\b/g;

interface Said {
  readonly kept: readonly string[];
  readonly words: ReadonlySet<string>;
  /** Each word with the one behind it, articles left out. */
  readonly pairs: ReadonlySet<string>;
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly denials: number;
}

/** Words by the pairs they stand in, and on which side. */
const SIDES = new Map<
  string,
  { readonly side: ReadonlySet<string>; readonly opposite: ReadonlySet<string> }[]
>();
for (const [one = new Set<string>(), other = new Set<string>()] of OPPOSITES) {
  for (const [side, opposite] of [[one, other] as const, [other, one] as const]) {
    for (const word of side) SIDES.set(word, [...(SIDES.get(word) ?? []), { side, opposite }]);
  }
}

export function oppositesSupported(claim: string, quotes: readonly string[]): boolean {
  const said = read(claim);
  const held = read(quotes.join('\n'));
  return [...said.words].every((word) =>
    (SIDES.get(word) ?? []).every(({ side, opposite }) => !turns(word, said, held, side, opposite)),
  );
}

function turns(
  word: string,
  said: Said,
  held: Said,
  side: ReadonlySet<string>,
  opposite: ReadonlySet<string>,
): boolean {
  if (!some(opposite, held.words)) return false;
  // A denial on one side alone turns it round once more.
  const alike = said.denials % 2 === held.denials % 2;
  const objects = RELATIONS.has(word) ? objectsOf(new Set([word]), said) : [];
  if (objects.length > 0) {
    const relate = (words: ReadonlySet<string>) =>
      objectsOf(words, held).some((stem) => objects.includes(stem));
    return alike && relate(opposite) && !relate(side);
  }
  if (!some(side, held.words)) return alike && !some(opposite, said.words);
  return (said.next.get(word) ?? []).some((next) => {
    const stands = (words: ReadonlySet<string>) =>
      [...words].some((other) => held.pairs.has(`${other} ${next}`));
    return stands(opposite) && !stands(side);
  });
}

/** Words that relate what stands before them to what stands behind: "pay before delivery". */
const RELATIONS = new Set(
  'before after following once over above under below inside outside'.split(' '),
);
/** How many words behind such a word are what it relates to. */
const OBJECT = 4;

/** Stems behind such words: "A before B" and "B after A" are one, so only the same object tells. */
function objectsOf(words: ReadonlySet<string>, { kept }: Said): string[] {
  return kept
    .flatMap((word, index) => (words.has(word) ? kept.slice(index + 1, index + 1 + OBJECT) : []))
    .flatMap((word) => analyse(word))
    .filter((stem) => !isStopTerm(stem));
}

function some(words: ReadonlySet<string>, within: ReadonlySet<string>): boolean {
  return [...words].some((word) => within.has(word));
}

function read(text: string): Said {
  const plain = normalisePhrases(text).replace(BOUNDS, ' ');
  const words = [...plain.matchAll(WORDS)].map(([word]) => word);
  const kept = words.filter((word) => !/^(?:the|a|an|of|than|that|you|your|it|is|was)$/.test(word));
  const next = new Map<string, string[]>();
  kept.forEach((word, index) => {
    const behind = kept[index + 1];
    if (behind === undefined || isStopTerm(behind)) return;
    const known = next.get(word);
    if (known === undefined) next.set(word, [behind]);
    else known.push(behind);
  });
  return {
    kept,
    words: new Set(words),
    pairs: new Set(kept.map((word, index) => `${word} ${kept[index + 1] ?? ''}`)),
    next,
    denials: [...plain.matchAll(DENIAL)].length,
  };
}
