import type { Catalogue } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { FieldTest, TitleCondition } from './types.ts';

/* For whom a request is: what children may see, and what costs nothing more. */

/** Whoever is older than this is no child, and any title will do. */
const ADULT = 18;
/** What children may see when nobody says how old they are. */
const CHILDREN_AGE = 9;
const SMALL_CHILDREN_AGE = 6;
const TEENAGER_AGE = 12;

const CHILD =
  '(?:kids?|child(?:ren)?|sons?|daughters?|boys?|girls?|twins?|grand(?:child(?:ren)?|sons?|daughters?|kids?)|nephews?|nieces?|class|pupils|birthday party)';
const SOME_CHILDREN = new RegExp(`\\b${CHILD}\\b`, 'g');
const SMALL_CHILDREN = new RegExp(
  `\\b(?:little (?:1|ones?)|toddlers?|(?:small|young|tiny|little) ${CHILD})\\b`,
  'g',
);
/** "About a girl of twelve" is somebody in the story. */
const IN_STORY =
  /\b(?:about|involving|featuring|where|in which|story of)\b(?:(?!\bfor\b)[^.;!?,])*$/;
const NOT_OTHER =
  "(?! ?(?:min|euro|eur|pm|am|o'clock|of us|hours|films?|movies?|episodes?|seasons?|points))";
const AGES = `(\\d{1,2})(?:(?:,? and| or| &|,)(?: an?)? (\\d{1,2}))*${NOT_OTHER}`;
const STATED_AGES = new RegExp(
  [
    `\\b(\\d{1,2})(?:(?: |-)(?:and|or|to) (?:an? )?(\\d{1,2}))?[- ]years?[- ]olds?\\b`,
    `\\b(?:${CHILD}|mine|youngest)\\b(?:,? (?:who|that))?[ ,(]{0,3}(?:is|are|'s|'re|aged?|of|turns|turning|both)?[ (]{0,2}(?:aged? |only |just )?${AGES}`,
    `\\baged? ${AGES}`,
    `\\b(?:is|are|turns) (?:only |just )?(\\d{1,2})(?= and |[,.!?]|$)`,
  ].join('|'),
  'g',
);
/** An age rating that is asked for in so many words; "rated 8" is what viewers gave. */
const RATED =
  /\b(?:(?:age )?(?:rating|certificate|limit)(?: of)?|suitable (?:from|for)|nothing (?:above|over|beyond)|not (?:above|over)|up to(?: age)?|rated|age)[^.;!?\d]{0,15}(?:an? )?(\d{1,2})(?: (?:and|or) (?:under|below|younger|lower|less))?\b(?! ?(?:min|season|episode|euro|eur|point|star|or more|or better|or higher|or above|and up))/g;
const AGE_WORDS = /\bages?\b|certificate|limit|suitable|under|below|younger|lower|nothing/;
/** Viewers' scores are of ten: what is rated higher is an age. */
const BEST_SCORE = 10;

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
  const isViewer = ({ index }: RegExpExecArray) => {
    return !IN_STORY.test(reader.text.slice(Math.max(0, index - 60), index));
  };
  const one = (pattern: RegExp) => reader.takeAll(pattern, isViewer)[0];
  const isAge = (match: RegExpExecArray) =>
    (Number(match[1]) > BEST_SCORE || AGE_WORDS.test(match[0])) && isViewer(match);
  const stated = [
    ...reader.takeAll(STATED_AGES, isViewer),
    ...reader.takeAll(RATED, isAge),
  ].flatMap((match) => {
    const ages = [...match[0].matchAll(/\d+/g)].map(Number).filter((age) => age < ADULT);
    return ages.length === 0 ? [] : [{ words: match[0], age: Math.min(...ages) }];
  });
  const children = one(SMALL_CHILDREN);
  const some = one(SOME_CHILDREN);
  const older = one(/\bteen(?:ager)?s?\b/g);
  const together = one(
    /\b(?:the )?(?:whole|entire) family\b|\b(?:with|for) (?:the|my|our) family\b/g,
  );
  if (stated.length > 0) {
    const youngest = stated.reduce((a, b) => (b.age < a.age ? b : a));
    return [upTo(youngest.words, youngest.age)];
  }
  if (filtered) return [];
  if (children !== undefined) return [upTo(children[0], SMALL_CHILDREN_AGE)];
  if (some !== undefined) return [upTo(some[0], CHILDREN_AGE)];
  if (older !== undefined) return [upTo(older[0], TEENAGER_AGE)];
  return together === undefined ? [] : [upTo(together[0], CHILDREN_AGE)];
}

const FREE =
  /\b(?:(?:without|no) (?:(?:paying|extra|additional|any|rental|further) ){0,3}(?:charges?|cost|fees?|rent(?:als?|ing)?|money|paying|extra)|(?:nothing|not|don't|without)(?: \w+){0,4} pay(?:ing)?(?: extra| more| anything)?(?: for)?|for free|free(?: of charge)?|included(?: in (?:the |my |our )?(?:membership|subscription))?|not (?:for rent|rented|a rental)|don'?t (?:have to|want to) rent[^.;!?,]{0,30})\b/;

const RENTED = /\b(?:(?:have|has|need) to pay(?: for)?|for rent|rentals?|to rent|costs? extra)\b/;

/** "Without paying extra": titles that state no price of their own; or those that do. */
export function readPrice(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const [field] = catalogue.fieldsOf('price');
  if (field === undefined) return [];
  const free = reader.take(FREE);
  const match = free ?? reader.take(RENTED);
  if (match === null) return [];
  const is: FieldTest['is'] = free === null ? { gt: 0 } : null;
  return [{ words: match[0], anyOf: [{ field, is }], exclude: false }];
}
