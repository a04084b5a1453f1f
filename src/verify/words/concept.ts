import { analyse, isStopTerm, type Token } from '../../core/analyse.ts';
import { SYNONYMS } from './synonyms.ts';

/*
 * One key for the words that say the same: forms of a verb, its nouns, everyday synonyms.
 */

/** Forms that a stemmer does not bring together. */
const IRREGULAR: Readonly<Record<string, string>> = Object.fromEntries(
  `pay paid|send sent|buy bought|bring brought|teach taught|sell sold|tell told|say said|make made|keep kept
  |leave left|lose lost|hold held|build built|spend spent|lend lent|mean meant|meet met|get got gotten
  |give gave given|take took taken|write wrote written|begin began begun|break broke broken|choose chose
  chosen|drive drove driven|ride rode ridden|steal stole stolen|speak spoke spoken|know knew known|grow
  grew grown|show shown|see saw seen|go went gone goes|come came|become became|run ran|find found|think
  thought|catch caught|win won|wear wore worn|draw drew drawn|fall fell fallen|rise rose risen|hear
  heard|read reads|feel felt|sit sat|stand stood|understand understood|child children|person people|man
  men|woman women|foot feet|half halves|bear bore borne|hide hid hidden|forbid forbade forbidden|swim
  swam|sing sang sung|fly flew flown|eat ate eaten|forget forgot forgotten|shut shuts|life lives|wife
  wives|thief thieves|good better best|bad worse worst|deliver delivery|die died dying`
    .split('|')
    .flatMap((line) => {
      const [base = '', ...forms] = line.trim().split(/\s+/);
      return forms.map((form) => [form, base] as const);
    }),
);

const SENSES = new Map<string, string>();
for (const line of SYNONYMS) {
  const head = stemOf(line[0] ?? '');
  for (const word of line) if (!SENSES.has(stemOf(word))) SENSES.set(stemOf(word), head);
}

/** The key of a word: words of one sense share it. */
export function conceptOf({ word, term }: Pick<Token, 'word' | 'term'>): string {
  const base = IRREGULAR[word];
  const stem = base === undefined ? term : stemOf(base);
  return SENSES.get(stem) ?? stem;
}

/** How much two stems of one family share ("insur-ance", "insur-ed"), at least, in characters. */
const MIN_FAMILY = 5;
const MAX_ENDING = 5;

/** Concepts of a text, to ask whether a word of another text is among them. */
export interface Concepts {
  has(concept: string): boolean;
}

/** The concepts that texts hold; a word of the same family counts ("approval" for "approve"). */
export function conceptsOf(tokens: readonly Token[]): Concepts {
  const held = new Set<string>();
  const families = new Map<string, string[]>();
  for (const token of tokens) {
    const concept = conceptOf(token);
    if (held.has(concept)) continue;
    held.add(concept);
    if (concept.length < MIN_FAMILY || isStopTerm(concept)) continue;
    const key = concept.slice(0, MIN_FAMILY);
    const family = families.get(key);
    if (family === undefined) families.set(key, [concept]);
    else if (family.length < 50) family.push(concept);
  }
  return {
    has: (concept) =>
      held.has(concept) ||
      (families.get(concept.slice(0, MIN_FAMILY)) ?? []).some((other) => areKin(concept, other)),
  };
}

function areKin(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return (
    shared >= MIN_FAMILY &&
    Math.max(a.length, b.length) - shared <= Math.min(MAX_ENDING, shared - 2)
  );
}

function stemOf(word: string): string {
  return analyse(word)[0] ?? word;
}
