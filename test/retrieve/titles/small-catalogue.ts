import type { Metadata } from '../../../src/core/model.ts';
import { catalogueOf, type Catalogue } from '../../../src/retrieve/titles/catalogue.ts';
import { rankTitles } from '../../../src/retrieve/titles/rank-titles.ts';
import { readRequest } from '../../../src/retrieve/titles/read-request.ts';
import type { TitleRequest } from '../../../src/retrieve/titles/types.ts';
import type { RecordOfScope, Snapshot } from '../../../src/store/types.ts';

/* A dozen titles, in the fields of corpora/media, and how requests are read against them. */

export const DAY = '2026-11-15';

const PLAIN = {
  kind: 'film',
  year: 2015,
  countries: ['Norway'],
  languages: ['Norwegian'],
  subtitles: ['English'],
  genres: ['drama'],
  running_time_min: 100,
  age: 6,
  score: 7,
  directors: ['Ada Lindqvist'],
  cast: ['Bo Hansen'],
  themes: ['sea'],
  available_from: '2025-01-01',
  available_until: null,
  rent_eur: null,
};

const STATED: readonly (readonly [string, Metadata])[] = [
  ['The Tar Ledger', { genres: ['crime', 'drama'], age: 12, themes: ['harbour', 'forgery'] }],
  [
    'Nets at Midnight',
    {
      genres: ['crime', 'drama'],
      running_time_min: 85,
      age: 12,
      themes: ['harbour', 'smuggling'],
      directors: ['Cyril Ames'],
    },
  ],
  [
    'A Goat in the Lift',
    { genres: ['comedy', 'family'], running_time_min: 80, age: 0, score: 8.1 },
  ],
  ['Winter', { genres: ['drama'], themes: ['winter', 'old age', 'feel-good'], year: 1964 }],
  [
    'Eleven Kettles',
    { kind: 'documentary', genres: ['documentary', 'food'], languages: ['French'] },
  ],
  [
    'Bees of the Tower',
    { kind: 'documentary', genres: ['documentary', 'nature'], themes: ['bees', 'city'], age: 0 },
  ],
  [
    'Dust Road Nine',
    {
      genres: ['western'],
      year: 1971,
      languages: ['English'],
      subtitles: [],
      rent_eur: 3.5,
      age: 15,
    },
  ],
  [
    'The Clock Inspector',
    {
      kind: 'series',
      genres: ['mystery', 'comedy'],
      seasons: 1,
      episodes: 6,
      running_time_min: 45,
      available_until: '2026-11-28',
      themes: ['clocks', 'cosy'],
    },
  ],
  [
    'House of Moths',
    { genres: ['horror'], age: 15, available_until: '2026-12-20', languages: ['Italian'] },
  ],
  ['Gone in August', { genres: ['comedy'], available_until: '2026-08-31' }],
  ['Not Yet in Port', { genres: ['comedy'], available_from: '2026-12-05', age: 0 }],
  [
    'Three Reeds',
    {
      kind: 'short',
      genres: ['animation', 'family'],
      running_time_min: 9,
      age: 0,
      available_from: '2026-11-03',
      languages: ['French', 'Occitan'],
    },
  ],
];

export const TITLES: readonly Metadata[] = STATED.map(([title, stated], i) => ({
  id: `t-${i + 1}`,
  title,
  ...PLAIN,
  ...stated,
  synopsis: `${title} was shot in ${i + 3} weeks. Nobody who saw it has forgotten the last scene.`,
}));

export const RECORDS: readonly RecordOfScope[] = TITLES.map((metadata, slot) => ({
  slot,
  documentId: 'films/all.jsonl',
  revision: 1,
  span: { start: slot * 10, end: slot * 10 + 9 },
  metadata,
}));

export function smallCatalogue(): Catalogue {
  const catalogue = catalogueOf(RECORDS);
  if (catalogue === null) throw new Error('the records make no catalogue');
  return catalogue;
}

export function read(question: string, history: readonly string[] = []): TitleRequest {
  return readRequest(question, history, DAY, smallCatalogue(), new Set());
}

/** What a request asks of a field, by its words: only what is said, and not that it can be seen today. */
export function saidOf(question: string, history: readonly string[] = []): Record<string, unknown> {
  const said = read(question, history).conditions.filter(({ words }) => words !== '');
  return Object.fromEntries(
    said.map(({ anyOf, exclude }) => {
      const fields = [...new Set(anyOf.map(({ field }) => field))].join('|');
      const values = anyOf.map(({ is }) => is);
      return [exclude ? `not ${fields}` : fields, values.length === 1 ? values[0] : values];
    }),
  );
}

/** A snapshot that knows no words and no vectors: titles are told apart by their records alone. */
export const WORDLESS = {
  passageCount: TITLES.length,
  postings: () => null,
  oneEditAway: () => [],
  vectorOf: () => null,
} as unknown as Snapshot;

/** Names of all titles that meet a request, best first. */
export function shownFor(question: string, history: readonly string[] = []): string[] {
  return rankTitles(WORDLESS, smallCatalogue(), read(question, history)).map(
    ({ title }) => title.name,
  );
}
