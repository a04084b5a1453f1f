import { contentTerms } from '../../core/analyse.ts';
import { describe, REPLACED, withoutQuotes, type Extent, type Overridden } from './overridden.ts';
import { parseReferences, type Reference } from './parse-references.ts';

/* The words by which a text overrides another. */

/** "is replaced": the place stands before it. */
const PASSIVE =
  /\b(?:is|are|shall be)\s+(?:hereby\s+)?(?:replaced|deleted|omitted|substituted|amended|repealed)\b|\bthere (?:is|are) substituted\b|\bsubstitute\b|\b(?:is|are) read as\b|\breads?\s*:/i;
const REMOVES = /\b(?:is|are|shall be)\s+(?:hereby\s+)?(?:replaced|deleted|omitted|repealed)\b/i;
/** "in place of": the place stands behind it. */
const ACTIVE =
  /\breplac(?:es?|ing)\b|\bin place of\b|\binstead of\b|\btakes? the place of\b|\b(?:overrid|supersed)(?:es?|ing)\b/i;
const NOT_APPLY = /\b(?:does|do|shall) not apply\b|\bceases? to (?:apply|have effect)\b/i;
/** Terms of which one stands in every text that overrides another, or says that it does. */
export const OVERRIDING_TERMS = contentTerms(
  'replaced deleted omitted repealed overrides supersedes substitute amended',
);
/** Those of contracts and regulations besides: they are common elsewhere. */
export const CONTRACT_TERMS = contentTerms(
  'instead place reads read varied variation supplemental changes extend extension',
);

/** How far behind "in place of" the place may stand, in UTF-16 code units. */
const MAX_BEHIND = 60;
/** "No. 1" ends no sentence. */
const SENTENCE_END = /;\s|[.!?]["”)*_]*\s+(?=[\p{Lu}"“])/gu;
/** "by clause 4.1 of Amendment No. 1": how the place got its present text. */
const EARLIER = /\b(?:replaced|amended|inserted|fixed|substituted)\s+by\s+$/;
const OWN_NUMBER = /^[\s>*_"“-]*(?:\(?[\dA-Za-z]{0,4}(?:\.\d+[A-Z]?)*[.)]*\s+)?$/;
/** A stem of each of these words: most texts have none of them. */
const ANY =
  /replac|delet|omit|substitut|amend|repeal|reads?\b|place of|instead|overrid|supersed|not apply|ceases?\b/i;

/** Whether a text has words of overriding at all, those between quote marks left out. */
export function overrides(text: string): boolean {
  if (!ANY.test(text)) return false;
  const masked = withoutQuotes(text);
  return PASSIVE.test(masked) || ACTIVE.test(masked) || NOT_APPLY.test(masked);
}

/** What a text says that it overrides; null when it has no words of overriding. */
export function overriddenBy(text: string): Overridden | null {
  if (!ANY.test(text)) return null;
  const masked = withoutQuotes(text);
  const passive = PASSIVE.exec(masked) ?? NOT_APPLY.exec(masked);
  const active = ACTIVE.exec(masked);
  if (passive === null && active === null) return null;
  const references = parseReferences(text);
  const before = passive === null ? [] : placesBefore(text, passive.index, references);
  const behindAt = active === null ? 0 : active.index + active[0].length;
  const behind = active === null ? [] : placesBehind(text, behindAt, references);
  const meant = before.length > 0 ? before : behind;
  const isException = before.length > 0 ? NOT_APPLY.test(masked) : behind.length > 0;
  return {
    ...describe(text, meant),
    extent: isException ? 'part' : extentOf(text, masked, before, passive?.index ?? 0),
    isException,
  };
}

/** The last place before a verb with those joined to it, and those that tell how it got its text. */
function placesBefore(text: string, verb: number, references: readonly Reference[]): Reference[] {
  const sentence = [...text.slice(0, verb).matchAll(SENTENCE_END)].at(-1)?.index ?? 0;
  const all = references.filter(({ start, end }) => start >= sentence && end <= verb);
  const isEarlier = ({ start }: Reference): boolean =>
    EARLIER.test(text.slice(Math.max(0, start - 40), start));
  const main = all.filter((one) => !isEarlier(one));
  const joined: Reference[] = [];
  for (const one of main.toReversed()) {
    const next = joined[0];
    if (next !== undefined && one.start !== next.start) {
      if (!/^[\s,]*(?:and|or)?[\s,]*$/.test(text.slice(one.end, next.start))) break;
    }
    joined.unshift(one);
  }
  return [...joined, ...all.filter(isEarlier)];
}

function placesBehind(text: string, from: number, references: readonly Reference[]): Reference[] {
  const first = references.find(({ start }) => start >= from);
  if (first === undefined || first.start - from > MAX_BEHIND) return [];
  if (/[.;[\](]|\bas\b/.test(text.slice(from, first.start))) return [];
  return references.filter(({ start }) => start === first.start);
}

function extentOf(
  text: string,
  masked: string,
  places: readonly Reference[],
  verb: number,
): Extent {
  if ([...text.matchAll(REPLACED)].length > 0) return 'words';
  if (!REMOVES.test(masked)) return 'part';
  const said = masked.slice(0, verb);
  if (/\b(?:rows?|lines?|prices?|sums?)\b/i.test(said)) return 'rows';
  if (/\btable\b/i.test(said) && !/\bbelow the table\b/i.test(said)) return 'table';
  if (/\b(?:first|second|third|fourth|fifth) sentence\b/i.test(said)) return 'text';
  const first = places[0];
  return first !== undefined && OWN_NUMBER.test(text.slice(0, first.start)) ? 'text' : 'part';
}
