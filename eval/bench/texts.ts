import { join } from 'node:path';
import {
  isRetrievalSet,
  readRetrievalSet,
  SHARED_RETRIEVAL,
  type RetrievalSet,
} from '../datasets.ts';
import { askFilms, readFilms, toRecord, type Film } from './films.ts';
import { inventFreely, inventFrom, type Inventor } from './invent.ts';

/** A file to be, which may be cut after any of its parts. */
export interface Draft {
  /** Where its text is from. */
  readonly source: string;
  readonly title: string;
  readonly form: 'markdown' | 'jsonl';
  /** Paragraphs, or records; about a passage each. */
  readonly parts: readonly string[];
}

export interface Texts {
  /** Without end. The same every time, so a small corpus is the beginning of a large one. */
  readonly drafts: Iterable<Draft>;
  /** About what stands in the first thousand passages. */
  readonly questions: readonly string[];
}

const MADE_UP = 'made up';
const SEED = 20_20;
/** Of made-up articles and of files of films: as SQuAD's articles have paragraphs. */
const PARTS_PER_FILE = 43;
/** Films of the first files are asked about. */
const FILMS_ASKED = 10 * PARTS_PER_FILE;
const ARTICLES_ASKED = 10;

/**
 * Real text first: SQuAD's articles and Wikimovies' films by turns, a file each, so that every size has
 * both; then the smaller sets; and when that is used up, made-up articles out of the words of SQuAD's.
 */
export function readTexts(): Texts {
  const squad = readSet('squad');
  const films = readFilms();
  if (squad === null || films.length === 0) return inventTexts();
  const articles = squadArticles(squad);
  const paragraphs = articles.flatMap(({ parts }) => parts);
  const aboutFilms = askFilms(films.slice(0, FILMS_ASKED));
  const aboutArticles = takeEvenly(squad.questions, aboutFilms.length).map(({ text }) => text);
  return {
    questions: takeTurns(aboutArticles, aboutFilms),
    drafts: {
      *[Symbol.iterator]() {
        yield* takeTurns(articles, filmFiles(films));
        for (const name of ['scifact', 'stackfaq', 'contractnli', 'privacyqa']) {
          yield* documentsOf(name);
        }
        yield* inventArticles(inventFrom(paragraphs, SEED));
      },
    },
  };
}

/** Nothing but made-up articles out of made-up words. */
export function inventTexts(): Texts {
  const drafts = { [Symbol.iterator]: () => inventArticles(inventFreely(SEED)) };
  const questions: string[] = [];
  for (const { parts } of drafts) {
    questions.push(...parts.map((part) => `What of ${part.split(' ').slice(2, 9).join(' ')}?`));
    if (questions.length >= ARTICLES_ASKED * PARTS_PER_FILE) break;
  }
  return { drafts, questions };
}

function* inventArticles(inventor: Inventor): Generator<Draft> {
  for (let number = 1; ; number++) {
    const parts = Array.from({ length: PARTS_PER_FILE }, () => inventor.paragraph());
    yield { source: MADE_UP, title: `Article ${number}`, form: 'markdown', parts };
  }
}

/** The articles that are asked about first. */
function squadArticles({ name: source, documents, questions }: RetrievalSet): Draft[] {
  const asked = new Set(questions.flatMap((question) => question.documents));
  const articles = new Map<string, { parts: Set<string>; asked: boolean }>();
  for (const { id, title, text } of documents) {
    const article = articles.get(title) ?? { parts: new Set(), asked: false };
    article.parts.add(onOneLine(text));
    articles.set(title, { parts: article.parts, asked: article.asked || asked.has(id) });
  }
  return [...articles]
    .sort(([, a], [, b]) => Number(b.asked) - Number(a.asked))
    .map(([title, { parts }]) => ({ source, title, form: 'markdown', parts: [...parts] }));
}

function filmFiles(films: readonly Film[]): Draft[] {
  return Array.from({ length: Math.ceil(films.length / PARTS_PER_FILE) }, (_, i) => ({
    source: 'wikimovies',
    title: `Films ${i + 1}`,
    form: 'jsonl',
    parts: films.slice(i * PARTS_PER_FILE, (i + 1) * PARTS_PER_FILE).map(toRecord),
  }));
}

function documentsOf(name: string): Draft[] {
  const documents = readSet(name)?.documents ?? [];
  return documents.map(({ title, text }) => ({
    source: name,
    title: onOneLine(title),
    form: 'markdown',
    parts: text.split(/\n+/).map(onOneLine).filter(Boolean),
  }));
}

function readSet(name: string): RetrievalSet | null {
  const folder = join(SHARED_RETRIEVAL, name);
  return isRetrievalSet(folder) ? readRetrievalSet(folder) : null;
}

/** Round and round where more are wanted than there are. */
export function takeEvenly<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count);
  return Array.from({ length: count }, (_, i) => Math.floor(i * step) % all.length).flatMap((at) =>
    all.slice(at, at + 1),
  );
}

/** One of each in turn, then what is left of the longer. */
function takeTurns<T>(left: readonly T[], right: readonly T[]): T[] {
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, i) => [
    ...left.slice(i, i + 1),
    ...right.slice(i, i + 1),
  ]).flat();
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
