import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_RETRIEVAL } from '../../eval/datasets.ts';
import { readLines } from '../../eval/read-lines.ts';
import { nameKey, type CatalogueRecord } from './catalogue.ts';
import type { Finding } from './finding.ts';
import type { CorpusDocument } from './states.ts';
import { escapePattern } from '../../src/core/escape-pattern.ts';

/** Names that exist, which nothing invented may have. */
export interface KnownNames {
  /** As they are written. */
  readonly companies: readonly string[];
  /** By `nameKey`. */
  readonly works: ReadonlySet<string>;
  /** Whether the list of real films was there. */
  readonly withFilms: boolean;
}

const LIST = join(import.meta.dirname, 'known-names.txt');
const FILMS = join(SHARED_RETRIEVAL, 'wikimovies/corpus.jsonl');

export function readKnownNames(): KnownNames {
  const names = parseKnownNames(readFileSync(LIST, 'utf8'));
  const withFilms = existsSync(FILMS);
  const films = withFilms ? readLines<{ title: string }>(FILMS) : [];
  const works = [...names.works, ...films.map(({ title }) => title)];
  return { companies: names.companies, works: new Set(works.map(nameKey)), withFilms };
}

/** One name a line under `[companies]` or `[works]`; lines that begin with `#` are comments. */
function parseKnownNames(text: string): { companies: string[]; works: string[] } {
  const names = { companies: [] as string[], works: [] as string[] };
  let section: string[] = [];
  for (const line of text.split('\n').map((line) => line.trim())) {
    if (line === '[companies]') section = names.companies;
    else if (line === '[works]') section = names.works;
    else if (line !== '' && !line.startsWith('#')) section.push(line);
  }
  return names;
}

/** No title is that of a real work. */
export function checkTitles(records: readonly CatalogueRecord[], { works }: KnownNames): Finding[] {
  return records.flatMap(({ file, line, title }) =>
    [title.title, title.original_title ?? title.title]
      .filter((name, index, all) => all.indexOf(name) === index && works.has(nameKey(name)))
      .map((name) => ({ file, at: line, problem: `title of a real work: ${name}` })),
  );
}

/** No document names a real company or product. */
export function checkCompanies({ id, text }: CorpusDocument, { companies }: KnownNames): Finding[] {
  return (
    companies
      // Few names stand in a text at all, so that their pattern is seldom needed.
      .filter((name) => text.includes(name))
      .flatMap((name) => {
        const start = text.search(wholePhrase(name));
        if (start < 0) return [];
        const line = text.slice(0, start).split('\n').length;
        return [{ file: id, at: line, problem: `name of a real company or product: ${name}` }];
      })
  );
}

function wholePhrase(name: string): RegExp {
  const escaped = escapePattern(name);
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u');
}
