import { fold } from '../../core/analyse.ts';
import type { Catalogue, Role } from './catalogue.ts';
import { joinAlternatives, type PlacedCondition } from './placed-condition.ts';
import type { FoundPhrase } from './phrases.ts';
import type { Reader } from './reader.ts';
import type { FieldTest, TitleCondition } from './types.ts';

/* People, languages and countries that a request names, by the catalogue's own values. */

/** How far around a name it is looked for what the name is meant as, in characters. */
const CONTEXT = 40;
const LANGUAGE_CONTEXT = /\b(?:in|speak|speaks|spoken|language|audio)\s+$/;
const SUBTITLE_CONTEXT =
  /\bsubtitle[sd]?\b[^.;!?]{0,25}$|\b(?:can|could) (?:only )?read\b[^.;!?]{0,15}$/;
const SUBTITLE_AFTER = /^\s*(?:(?:and|or) \w+ )?(?:subtitles?|subtitled|subs)\b/;
const STORY_PLACE = /\b(?:set|plays?|takes? place|happens?|about|around|story) (?:in |at )?$/;
const MAKERS = /\b(?:directed|made|created|director)(?: by)?\s+$/;
const PLAYERS = /\b(?:with|starring|stars|actress|actor)\s+$/;

export function readPeople(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  // One word may be a name, or no more than a word.
  const isName = ({ value }: FoundPhrase<string>) => value.includes(' ');
  const placed = reader.takePhrases(catalogue.phrasesOf('people'), isName).map((phrase) => {
    const before = beforeOf(reader, phrase.start);
    const knownAs = (role: Role) => catalogue.valuesOf(role).has(fold(phrase.value));
    const role =
      MAKERS.test(before) && knownAs('makers')
        ? 'makers'
        : PLAYERS.test(before) && knownAs('players')
          ? 'players'
          : 'people';
    return placedCondition(reader, phrase, testsOf(catalogue, role, phrase.value));
  });
  return joinAlternatives(reader.text, placed);
}

export function readLanguages(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const spoken = reader.takePhrases(catalogue.phrasesOf('languages'));
  const written = reader.takePhrases(catalogue.phrasesOf('subtitles'));
  const placed = [...spoken, ...written].map((phrase) => {
    const before = beforeOf(reader, phrase.start);
    const after = reader.text.slice(phrase.end, phrase.end + CONTEXT);
    const subtitled = SUBTITLE_CONTEXT.test(before) || SUBTITLE_AFTER.test(after);
    const role: Role = subtitled ? 'subtitles' : 'languages';
    const prefix = LANGUAGE_CONTEXT.exec(before)?.[0] ?? '';
    const start = phrase.start - prefix.length;
    return placedCondition(reader, { ...phrase, start }, testsOf(catalogue, role, phrase.value));
  });
  reader.takeAll(/\bsubtitle[sd]?\b|\bsubs\b/g);
  return joinAlternatives(reader.text, placed);
}

/** Where a title comes from. "Set in Norway" tells the story's place, which the synopsis says. */
export function readCountries(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  const isOrigin = ({ start }: FoundPhrase<string>) => !STORY_PLACE.test(beforeOf(reader, start));
  const placed = reader
    .takePhrases(catalogue.phrasesOf('countries'), isOrigin)
    .map((phrase) =>
      placedCondition(reader, phrase, testsOf(catalogue, 'countries', phrase.value)),
    );
  return joinAlternatives(reader.text, placed);
}

function beforeOf({ text }: Reader, start: number): string {
  return text.slice(Math.max(0, start - CONTEXT), start);
}

function placedCondition(
  reader: Reader,
  { start, end }: { start: number; end: number },
  anyOf: FieldTest[],
): PlacedCondition {
  const words = reader.text.slice(start, end);
  return { start, end, condition: { words, anyOf, exclude: reader.isDenied(start) } };
}

/** That a field of this role says so. */
export function testsOf(catalogue: Catalogue, role: Role, value: string): FieldTest[] {
  return catalogue.fieldsOf(role).map((field) => ({ field, is: value }));
}
