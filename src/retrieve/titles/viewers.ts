import type { Catalogue } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { TitleCondition } from './types.ts';

/* For whom a request is: what children may see, and what costs nothing more. */

/** Whoever is older than this is no child, and any title will do. */
const ADULT = 18;
/** What children may see when nobody says how old they are. */
const CHILDREN_AGE = 9;
const SMALL_CHILDREN_AGE = 6;
const TEENAGER_AGE = 12;

const CHILD =
  '(?:kids?|child(?:ren)?|sons?|daughters?|boys?|girls?|twins?|grand(?:child(?:ren)?|sons?|daughters?|kids?)|nephews?|nieces?|class|pupils|birthday party)';
const AGES = '(\\d{1,2})(?:(?:,| and| or| &|,? and an?) (\\d{1,2}))*';
const STATED_AGES = new RegExp(
  `\\b(\\d{1,2})(?:(?: |-)(?:and|or|to) (?:an? )?(\\d{1,2}))?[- ]years?[- ]olds?\\b|\\b${CHILD}\\b(?:,? (?:who|that))?[ ,(]*(?:is|are|'s|'re|aged?|of|turns|turning|both)?[ (]*(?:aged? |only |just )?${AGES}(?! ?(?:min|euro|eur|pm|am|o'clock|of us|hours|films?|movies?|episodes?))|\\baged? ${AGES}|\\b(?:is|are|turns) (?:only |just )?(\\d{1,2})(?= and |[,.!?]|$)`,
  'g',
);
const RATED =
  /\b(?:rated|rating|certificate|age limit|suitable (?:from|for)|nothing (?:above|over)|not (?:above|over)|up to(?: age)?)[^.;!?\d]{0,15}(?:an? )?(\d{1,2})\b(?! ?(?:min|season|episode|euro|eur))/g;

/**
 * Whom it is for, as the highest age rating that will do. When the caller's own filter already says that
 * (a viewer's profile), children without an age add nothing to it.
 */
export function readViewers(
  reader: Reader,
  catalogue: Catalogue,
  filtered: boolean,
): TitleCondition[] {
  const [field] = catalogue.fieldsOf('age');
  if (field === undefined) return [];
  const upTo = (words: string, age: number): TitleCondition => ({
    words: words.trim(),
    anyOf: [{ field, is: { lte: age } }],
    exclude: false,
  });
  const stated = [...reader.takeAll(STATED_AGES), ...reader.takeAll(RATED)].flatMap((match) => {
    const ages = [...match[0].matchAll(/\d+/g)].map(Number).filter((age) => age < ADULT);
    return ages.length === 0 ? [] : [{ words: match[0], age: Math.min(...ages) }];
  });
  const children = reader.take(
    new RegExp(`\\b(?:little ones|toddlers?|(?:small|young|tiny|little) ${CHILD})\\b`),
  );
  const older = reader.take(/\bteen(?:ager)?s?\b/);
  const some = reader.take(new RegExp(`\\b${CHILD}\\b`));
  const together = reader.take(
    /\b(?:the )?(?:whole|entire) family\b|\bwith (?:the|my|our) family\b/,
  );
  if (stated.length > 0) {
    const youngest = stated.reduce((a, b) => (b.age < a.age ? b : a));
    return [upTo(youngest.words, youngest.age)];
  }
  if (filtered) return [];
  if (children !== null) return [upTo(children[0], SMALL_CHILDREN_AGE)];
  if (some !== null) return [upTo(some[0], CHILDREN_AGE)];
  if (older !== null) return [upTo(older[0], TEENAGER_AGE)];
  return together === null ? [] : [upTo(together[0], CHILDREN_AGE)];
}

const FREE =
  /\b(?:(?:without|no) (?:paying |extra |additional |any |rental |further )*(?:charge|cost|fee|rent(?:al|ing)?|money|paying|extra)|for free|free(?: of charge)?|included(?: in (?:the |my |our )?(?:membership|subscription))?|not (?:for rent|rented|a rental)|don'?t (?:have to|want to) (?:pay|rent)[^.;!?,]*)\b/;

/** "Without paying extra": titles that state no price of their own. */
export function readPrice(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const [field] = catalogue.fieldsOf('price');
  const match = field === undefined ? null : reader.take(FREE);
  if (match === null || field === undefined) return [];
  return [{ words: match[0], anyOf: [{ field, is: null }], exclude: false }];
}
