import type { Catalogue } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { TitleCondition } from './types.ts';
import { testsOf } from './values.ts';

const KIND_WORDS: readonly (readonly [string, RegExp])[] = [
  ['short', /\bshorts\b|\bshort (?:films?|movies?)\b/g],
  ['film', /\b(?:feature )?(?:films?|movies?|flicks?)\b|\bfeatures\b/g],
  [
    'series',
    /\b(?:(?<!docu-?)series|box ?sets?|binge(?:-watch)?|tv shows?|shows?\b(?! (?:me|us)\b))/g,
  ],
  ['documentary', /\b(?:documentar(?:y|ies)|docus?)\b/g],
];

/** "No superhero films" does not want superheroes, and may want films. */
const DESCRIBED =
  /(?<!\b(?:an?|any|another|more|the|no|not|nor|or|and|without|except|avoid|skip|want|like|fancy|enjoy|hate|of|in|to|watch|see|than))(?<=[a-z]{3})\s$/;

/** Kinds of title that the request names: "a film or a series" wants either. */
export function readKinds(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const kinds = catalogue.valuesOf('kind');
  const named = KIND_WORDS.flatMap(([kind, words]) => {
    const value = kinds.get(kind);
    const matches = reader.takeAll(words);
    return value === undefined ? [] : matches.map((match) => ({ value, match }));
  });
  const isDenied = ({ index }: RegExpExecArray) =>
    reader.isDenied(index) && !DESCRIBED.test(reader.rest.slice(Math.max(0, index - 40), index));
  const wanted = named.filter(({ match }) => !isDenied(match));
  const unwanted = named.filter(({ match }) => isDenied(match));
  const conditions: TitleCondition[] = unwanted.map(({ value, match }) => ({
    words: match[0],
    anyOf: testsOf(catalogue, 'kind', value),
    exclude: true,
  }));
  if (wanted.length > 0) {
    const words = wanted.map(({ match }) => match[0]).join(', ');
    const anyOf = wanted.flatMap(({ value }) => testsOf(catalogue, 'kind', value));
    conditions.push({ words, anyOf, exclude: false });
  }
  return conditions;
}
