import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_RETRIEVAL } from '../datasets.ts';
import { createRandom } from '../typos.ts';

export interface Film {
  readonly title: string;
  readonly year: number;
  readonly cast: readonly string[];
  readonly genres: readonly string[];
  readonly text: string;
}

interface CorpusLine {
  readonly title: string;
  readonly text: string;
  readonly metadata: Pick<Film, 'year' | 'cast' | 'genres'>;
}

const WIKIMOVIES = join(SHARED_RETRIEVAL, 'wikimovies/corpus.jsonl');
const SEED = 19_00;

/** Wikimovies' films, no text twice, in an order by chance (theirs is by year); none where it is absent. */
export function readFilms(): Film[] {
  if (!existsSync(WIKIMOVIES)) return [];
  const random = createRandom(SEED);
  const films = new Map<string, { film: Film; order: number }>();
  for (const line of readFileSync(WIKIMOVIES, 'utf8').split('\n')) {
    if (line === '') continue;
    const { title, text, metadata } = JSON.parse(line) as CorpusLine;
    films.set(text, { film: { title, ...metadata, text }, order: random() });
  }
  return [...films.values()].sort((a, b) => a.order - b.order).map(({ film }) => film);
}

/** A film as a line of a JSON Lines file. */
export function toRecord({ title, year, cast, genres, text }: Film): string {
  return JSON.stringify({ title, year, cast, genres, text });
}

/** What people ask of a catalogue, each form null where the film's record has no answer. */
const FORMS: readonly ((film: Film) => string | null)[] = [
  ({ title, cast }) => (cast.length === 0 ? null : `Who plays in ${title}?`),
  ({ title }) => `When did ${title} come out?`,
  ({ title }) => `What is ${title} about?`,
  ({ genres: [genre], year }) =>
    genre === undefined ? null : `Which ${genre.toLowerCase()} films came out in ${year}?`,
  ({ cast: [actor] }) => (actor === undefined ? null : `Which films was ${actor} in?`),
  ({ title, cast: [, second] }) =>
    second === undefined ? null : `Who starred with ${second} in ${title}?`,
];

/** A question about each film, by the forms in turn. */
export function askFilms(films: readonly Film[]): string[] {
  return films.flatMap((film, i) => FORMS[i % FORMS.length]?.(film) ?? []);
}
