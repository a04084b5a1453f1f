import { fold } from '../../core/analyse.ts';
import { renderValue } from '../../core/markup.ts';
import type { Metadata } from '../../core/model.ts';
import type { RecordOfScope } from '../../store/types.ts';
import { nameIndex } from './name-index.ts';
import { createPhraseIndex, type PhraseIndex } from './phrases.ts';
import { plainWords } from './plain-words.ts';
import type { Title } from './types.ts';

/*
 * What a catalogue is: records that name a title and its genres. Which field says what is told by its name,
 * so that catalogues that were made elsewhere can be asked, too.
 */

const FIELD_NAMES = {
  name: ['title', 'name'],
  genres: ['genres', 'genre'],
  kind: ['kind', 'type', 'format'],
  themes: ['themes', 'tags', 'keywords', 'topics'],
  people: ['directors', 'director', 'creators', 'creator', 'cast', 'actors', 'starring', 'writers'],
  makers: ['directors', 'director', 'creators', 'creator'],
  players: ['cast', 'actors', 'starring'],
  languages: ['languages', 'language'],
  subtitles: ['subtitles', 'subtitle_languages'],
  countries: ['countries', 'country'],
  year: ['year', 'release_year'],
  minutes: ['running_time_min', 'running_time', 'runtime', 'runtime_min', 'duration_min'],
  age: ['age', 'min_age', 'age_rating'],
  score: ['score', 'rating', 'stars'],
  seasons: ['seasons'],
  episodes: ['episodes'],
  availableFrom: ['available_from'],
  availableUntil: ['available_until'],
  price: ['rent_eur', 'rent', 'price', 'price_eur'],
  synopsis: ['synopsis', 'plot', 'description', 'summary', 'overview'],
} as const satisfies Record<string, readonly string[]>;

/** What a field says of a title. */
export type Role = keyof typeof FIELD_NAMES;

export interface Catalogue {
  readonly titles: readonly Title[];
  /** The fields that say this, as the records name them; none when no record has one. */
  fieldsOf(role: Role): readonly string[];
  /** Values of these fields, each as the records write it first, by how it is folded. */
  valuesOf(role: Role): ReadonlyMap<string, string>;
  /** The same values by their words. */
  phrasesOf(role: Role): PhraseIndex<string>;
  /** Titles by the words that they are named with. */
  titlesByName(): PhraseIndex<Title>;
}

/** By the records, which the store gives again as long as they are the same. */
const catalogues = new WeakMap<readonly RecordOfScope[], Catalogue | null>();

/** The catalogue that a scope's records make; null when none of them names a title and its genres. */
export function catalogueOf(records: readonly RecordOfScope[]): Catalogue | null {
  let known = catalogues.get(records);
  if (known === undefined) catalogues.set(records, (known = makeCatalogue(records)));
  return known;
}

function makeCatalogue(records: readonly RecordOfScope[]): Catalogue | null {
  const titles = records.flatMap((record): Title[] => {
    const name = first(record.metadata, 'name');
    return name === '' || first(record.metadata, 'genres') === '' ? [] : [{ ...record, name }];
  });
  if (titles.length === 0) return null;
  const stated = new Map<string, string>();
  for (const { metadata } of titles)
    for (const field in metadata) stated.set(field.toLowerCase(), field);
  const fieldsOf = (role: Role) =>
    FIELD_NAMES[role].flatMap((name) => (stated.has(name) ? [stated.get(name) ?? name] : []));
  const valuesOf = (role: Role): ReadonlyMap<string, string> => {
    const fields = fieldsOf(role);
    const values = new Set<string>();
    for (const { metadata } of titles)
      for (const field of fields) for (const value of listOf(metadata[field])) values.add(value);
    return new Map([...values].reverse().map((value) => [fold(value), value]));
  };
  const knownValues = once(valuesOf);
  const names = once(nameIndex);
  return {
    titles,
    fieldsOf: once(fieldsOf),
    valuesOf: knownValues,
    phrasesOf: once((role: Role) =>
      createPhraseIndex(
        Array.from(knownValues(role).values(), (value) => [plainWords(value), value]),
      ),
    ),
    titlesByName: () => names(titles),
  };
}

/** A function that works each of its results out once. */
function once<Argument, Result>(work: (of: Argument) => Result): (of: Argument) => Result {
  const results = new Map<Argument, Result>();
  return (of) => {
    if (!results.has(of)) results.set(of, work(of));
    return results.get(of) as Result;
  };
}

/** What the title's fields of a role say, as a list of texts. */
export function statedBy({ metadata }: Title, catalogue: Catalogue, role: Role): string[] {
  return catalogue.fieldsOf(role).flatMap((field) => listOf(metadata[field]));
}

/** The number that the title's first field of a role states; null when it states none. */
export function numberOf(title: Title, catalogue: Catalogue, role: Role): number | null {
  const [value] = statedBy(title, catalogue, role);
  const number = value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

function first(metadata: Metadata, role: Role): string {
  for (const name of FIELD_NAMES[role]) {
    if (Object.hasOwn(metadata, name)) return renderValue(metadata[name] ?? null);
  }
  return '';
}

function listOf(value: Metadata[string] | undefined): string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
