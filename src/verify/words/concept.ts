import { analyse, type Token } from '../../core/analyse.ts';
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
export function conceptOf(token: Pick<Token, 'word' | 'term'>): string {
  const base = baseOf(token);
  return SENSES.get(base) ?? base;
}

/** The stem of a word's base form: "paid" and "pays" are one. */
export function baseOf({ word, term }: Pick<Token, 'word' | 'term'>): string {
  const base = IRREGULAR[word];
  return base === undefined ? term : stemOf(base);
}

/** The stem of a word; a word that the analyser leaves out is its own. */
export function stemOf(word: string): string {
  return analyse(word)[0] ?? word;
}
