import type { Catalogue } from './catalogue.ts';
import { joinAlternatives, type PlacedCondition } from './placed-condition.ts';
import { wordsOf } from './phrases.ts';
import type { Reader } from './reader.ts';
import type { FieldTest, TitleCondition } from './types.ts';
import { testsOf } from './values.ts';

/** How people say a genre, by the genre that catalogues file it under; each a whole word or phrase. */
const GENRE_WORDS: ReadonlyMap<string, RegExp> = new Map([
  [
    'comedy',
    /\b(?:comed(?:y|ies)|comic|funny|funnier|hilarious|humou?r(?:ous)?|laughs?|laughing|make (?:me|us) laugh|rom-?coms?|sitcoms?)\b/g,
  ],
  ['romance', /\b(?:romances?|romantic|love stor(?:y|ies)|date night|rom-?coms?)\b/g],
  ['crime', /\b(?:crime|gangsters?)\b/g],
  ['mystery', /\b(?:myster(?:y|ies)|whodunn?its?)\b/g],
  ['thriller', /\b(?:thrillers?|suspense(?:ful)?|edge of (?:my|your|the) seat|nail-?biters?)\b/g],
  ['horror', /\b(?:horrors?|scary|scarier|creepy|spooky|frightening|terrifying)\b/g],
  ['science fiction', /\b(?:science[- ]fiction|sci-?fi|scifi|sf)\b/g],
  ['fantasy', /\b(?:fantasy|fantasies)\b/g],
  ['animation', /\b(?:animat(?:ion|ions|ed)|cartoons?)\b/g],
  ['documentary', /\b(?:documentar(?:y|ies)|docus?|docu-?series)\b/g],
  ['drama', /\b(?:dramas?|dramatic)\b/g],
  ['western', /\bwesterns?\b/g],
  ['musical', /\bmusicals?\b/g],
  ['music', /\b(?:music|concerts?)\b/g],
  ['war', /\bwar(?:time)?\b/g],
  ['history', /\b(?:histor(?:y|ical)|period (?:pieces?|dramas?)|costume dramas?)\b/g],
  ['adventure', /\badventur(?:e|es|ous)\b/g],
  ['sport', /\bsports?\b/g],
  ['nature', /\b(?:nature|wildlife)\b/g],
  ['biography', /\b(?:biograph(?:y|ies|ical)|biopics?|life stor(?:y|ies))\b/g],
  ['food', /\b(?:food|cooking|cookery)\b/g],
  ['travel', /\b(?:travels?|travelogues?)\b/g],
  [
    'family',
    /\bfamily(?= (?:films?|movies?|titles?|series|shows?|comed\w+|adventures?|night|viewing)\b)/g,
  ],
]);

/** Genres that the request names. */
export function readGenres(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const genres = Array.from(catalogue.valuesOf('genres'), ([folded, value]) => ({
    value,
    // A genre that only this catalogue knows is named by its own word.
    pattern: GENRE_WORDS.get(folded) ?? wholeWords(folded),
  }));
  // Looked for before any is taken: "rom-com" says two.
  const placed = genres.flatMap(({ value, pattern }) =>
    Array.from(reader.rest.matchAll(pattern), ({ index, 0: words }): PlacedCondition => {
      const anyOf = genreTests(catalogue, value, words);
      const condition = { words, anyOf, exclude: reader.isDenied(index) };
      return { start: index, end: index + words.length, condition };
    }),
  );
  for (const { pattern } of genres) reader.takeAll(pattern);
  return joinAlternatives(reader.text, placed);
}

/** Of this genre, or of the kind of this name, or filed under the very word: "funny". */
function genreTests(catalogue: Catalogue, value: string, words: string): FieldTest[] {
  return [
    ...testsOf(catalogue, 'genres', value),
    ...(catalogue.valuesOf('kind').has(value) ? testsOf(catalogue, 'kind', value) : []),
    ...(catalogue.valuesOf('themes').has(words) ? testsOf(catalogue, 'themes', words) : []),
  ];
}

/** The phrase as whole words. */
function wholeWords(folded: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${wordsOf(folded).replaceAll(' ', '[^\\p{L}\\p{N}]{1,3}')}(?![\\p{L}\\p{N}])`,
    'gu',
  );
}
