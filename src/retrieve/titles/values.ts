import type { Catalogue, Role } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { FieldTest, TitleCondition } from './types.ts';

/* Values of the catalogue's own fields that a request names: genres, people, languages, countries, kinds. */

/** How people say a genre, by the genre that catalogues file it under; each a whole word or phrase. */
const GENRE_WORDS: readonly (readonly [string, RegExp])[] = [
  [
    'comedy',
    /\b(?:comed(?:y|ies)|comic|funny|funnier|hilarious|humou?r(?:ous)?|laughs?|laughing|make (?:me|us) laugh|silly|rom-?coms?|sitcoms?)\b/g,
  ],
  ['romance', /\b(?:romances?|romantic|love stor(?:y|ies)|date night|rom-?coms?)\b/g],
  ['crime', /\b(?:crime|gangsters?|heists?|detectives?|police|cops?|noirs?|murders?)\b/g],
  ['mystery', /\b(?:myster(?:y|ies)|whodunn?its?|detectives?)\b/g],
  [
    'thriller',
    /\b(?:thrillers?|suspense(?:ful)?|gripping|tense|edge of (?:my|your|the) seat|nail-?biters?)\b/g,
  ],
  ['horror', /\b(?:horrors?|scary|scarier|creepy|spooky|frightening|terrifying)\b/g],
  ['science fiction', /\b(?:science[- ]fiction|sci-?fi|scifi|sf)\b/g],
  ['fantasy', /\b(?:fantasy|fantasies|magical)\b/g],
  ['animation', /\b(?:animat(?:ion|ions|ed)|cartoons?|stop[- ]motion)\b/g],
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
    /\bfamily (?=films?\b|movies?\b|titles?\b|series\b|shows?\b|comed|adventures?\b|night\b|viewing\b)/g,
  ],
];

const KIND_WORDS: readonly (readonly [string, RegExp])[] = [
  ['short', /\bshorts\b|\bshort (?:films?|movies?)\b/g],
  ['film', /\b(?:films?|movies?)\b/g],
  [
    'series',
    /\b(?:(?<!docu-?)series|box ?sets?|binge|mini-?series|sitcoms?|soaps?|tv shows?|shows?\b(?! (?:me|us)\b))/g,
  ],
  ['documentary', /\b(?:documentar(?:y|ies)|docus?)\b/g],
];

/** Countries that people name by the language, and the other way round, are both meant. */
const LANGUAGE_CONTEXT = /\b(?:in|speak|speaks|spoken|language|audio)\s+$/;
const SUBTITLE_CONTEXT =
  /\bsubtitle[sd]?\b[^.;!?]{0,25}$|\b(?:can|could) (?:only )?read\b[^.;!?]{0,15}$/;
const STORY_PLACE = /\b(?:set|plays?|takes? place|happens?|about|around) (?:in |at )?$/;
const SUBTITLE_AFTER = /^\s*(?:and \w+ )?(?:subtitles?|subtitled|subs)\b/;

/** Genres, kinds, people, languages and countries that the request names. */
export function readValues(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  return [
    ...readPeople(reader, catalogue),
    ...readLanguages(reader, catalogue),
    ...readGenres(reader, catalogue),
    ...readKinds(reader, catalogue),
  ];
}

function readGenres(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const spoken = new Map<number, { words: string; values: string[] }>();
  const note = (value: string, words: RegExp): void => {
    for (const match of reader.rest.matchAll(words)) {
      const place = spoken.get(match.index) ?? { words: match[0], values: [] };
      spoken.set(match.index, { ...place, values: [...place.values, value] });
    }
  };
  for (const [folded, value] of catalogue.valuesOf('genres')) {
    // A genre that only this catalogue knows is named by its own word.
    note(value, new Map(GENRE_WORDS).get(folded) ?? wholeWords(folded));
  }
  const places = [...spoken].sort(([a], [b]) => a - b);
  const conditions: TitleCondition[] = [];
  let end = -1;
  for (const [index, { words, values }] of places) {
    const exclude = reader.isDenied(index);
    const anyOf = values.flatMap((value) => genreTests(catalogue, value, words));
    const before = conditions.at(-1);
    const alternative =
      end >= 0 && /^\s*(?:,|\/|or|,\s*or)\s*$/.test(reader.text.slice(end, index));
    if (before !== undefined && alternative) {
      const both = { words: `${before.words} or ${words}`, anyOf: [...before.anyOf, ...anyOf] };
      conditions.splice(-1, 1, { ...both, exclude: before.exclude });
    } else conditions.push({ words, anyOf, exclude });
    end = index + words.length;
  }
  for (const [, words] of GENRE_WORDS) reader.takeAll(words);
  return conditions;
}

/** Of this genre, or of the kind of this name, or tagged with the very word: "funny". */
function genreTests(catalogue: Catalogue, value: string, words: string): FieldTest[] {
  return [
    ...testsOf(catalogue, 'genres', value),
    ...(catalogue.valuesOf('kind').has(value) ? testsOf(catalogue, 'kind', value) : []),
    ...testsOf(catalogue, 'themes', words),
  ];
}

function readKinds(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const kinds = catalogue.valuesOf('kind');
  const named = KIND_WORDS.flatMap(([kind, words]) => {
    const value = kinds.get(kind);
    const matches = reader.takeAll(words);
    return value === undefined ? [] : matches.map((match) => ({ value, match }));
  });
  const wanted = named.filter(({ match }) => !reader.isDenied(match.index));
  const unwanted = named.filter(({ match }) => reader.isDenied(match.index));
  const conditions: TitleCondition[] = unwanted.map(({ value, match }) => ({
    words: match[0],
    anyOf: testsOf(catalogue, 'kind', value),
    exclude: true,
  }));
  // "A film or a series": either will do.
  if (wanted.length > 0) {
    const words = wanted.map(({ match }) => match[0]).join(', ');
    const anyOf = wanted.flatMap(({ value }) => testsOf(catalogue, 'kind', value));
    conditions.push({ words, anyOf, exclude: false });
  }
  return conditions;
}

function readPeople(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const conditions: TitleCondition[] = [];
  for (const [folded, name] of catalogue.valuesOf('people')) {
    if (!reader.rest.includes(folded)) continue;
    for (const match of reader.takeAll(wholeWords(folded))) {
      const before = reader.text.slice(0, match.index);
      const role = /\b(?:directed|made|created) by\s+$|\bdirector\s+$/.test(before)
        ? 'makers'
        : /\b(?:with|starring|stars|actress|actor)\s+$/.test(before)
          ? 'players'
          : 'people';
      const anyOf = testsOf(catalogue, role, name);
      conditions.push({ words: match[0], anyOf, exclude: reader.isDenied(match.index) });
    }
  }
  return conditions;
}

function readLanguages(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const conditions: TitleCondition[] = [];
  const languages = new Map([
    ...catalogue.valuesOf('subtitles'),
    ...catalogue.valuesOf('languages'),
  ]);
  for (const [folded, value] of languages) {
    for (const match of reader.takeAll(wholeWords(folded))) {
      const before = reader.text.slice(0, match.index);
      const after = reader.text.slice(match.index + match[0].length);
      const subtitled = SUBTITLE_CONTEXT.test(before) || SUBTITLE_AFTER.test(after);
      const role: Role = subtitled ? 'subtitles' : 'languages';
      const words = `${LANGUAGE_CONTEXT.exec(before)?.[0] ?? ''}${match[0]}`;
      const anyOf = testsOf(catalogue, role, value);
      conditions.push({ words, anyOf, exclude: reader.isDenied(match.index) });
    }
  }
  for (const [folded, value] of catalogue.valuesOf('countries')) {
    // "Set in Norway" tells the story's place, which the synopsis says.
    const isOrigin = ({ index }: RegExpExecArray) => !STORY_PLACE.test(reader.text.slice(0, index));
    for (const match of reader.takeAll(wholeWords(folded), isOrigin)) {
      const anyOf = testsOf(catalogue, 'countries', value);
      conditions.push({ words: match[0], anyOf, exclude: reader.isDenied(match.index) });
    }
  }
  reader.takeAll(/\bsubtitle[sd]?\b|\bsubs\b/g);
  return conditions;
}

function testsOf(catalogue: Catalogue, role: Role, value: string): FieldTest[] {
  return catalogue.fieldsOf(role).map((field) => ({ field, is: value }));
}

/** The phrase as whole words. */
export function wholeWords(folded: string): RegExp {
  const escaped = folded.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu');
}
