import { nameKey, readCatalogue, type CatalogueRecord } from './catalogue.ts';
import { TitleSchema, type Title } from './catalogue-schema.ts';
import type { Finding } from './finding.ts';
import type { CorpusState } from './states.ts';

/** Every record by itself, and ids and titles over all files. */
export function checkCatalogue(state: CorpusState): Finding[] {
  const { records, findings } = readCatalogue(state);
  return [
    ...findings,
    ...records.flatMap(({ file, line, title }) =>
      problemsOf(title).map((problem) => ({ file, at: line, problem })),
    ),
    ...checkUnique(records, 'id', ({ id }) => id),
    ...checkUnique(records, 'title', ({ title }) => nameKey(title)),
  ];
}

const FIELDS = Object.keys(TitleSchema.properties);

function problemsOf(title: Title): string[] {
  const problems: string[] = [];
  const fields = Object.keys(title);
  const ordered = FIELDS.filter((field) => fields.includes(field));
  if (fields.join() !== ordered.join())
    problems.push(`fields are not in the order ${ordered.join()}`);
  if (!/^\d(?:\.\d)?$/.test(String(title.score))) problems.push(`score is ${title.score}`);
  if (title.original_title === title.title) problems.push('original_title is the title');
  const { kind, seasons, episodes } = title;
  const isSeries = kind === 'series';
  if (isSeries !== (seasons !== undefined) || isSeries !== (episodes !== undefined)) {
    problems.push('seasons and episodes are those of a series, and of nothing else');
  }
  if (kind === 'documentary' && !title.genres.includes('documentary')) {
    problems.push('a documentary without the genre');
  }
  const { available_from: from, available_until: until } = title;
  for (const day of [from, until ?? from]) {
    if (Number.isNaN(Date.parse(day))) problems.push(`${day} is no day`);
  }
  if (until !== null && until < from) problems.push(`available from ${from} until ${until}`);
  return problems;
}

function checkUnique(
  records: readonly CatalogueRecord[],
  what: string,
  keyOf: (title: Title) => string,
): Finding[] {
  const first = new Map<string, CatalogueRecord>();
  return records.flatMap((record) => {
    const key = keyOf(record.title);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, record);
    if (earlier === undefined) return [];
    const problem = `${what} of ${earlier.file}:${earlier.line}, too: ${key}`;
    return [{ file: record.file, at: record.line, problem }];
  });
}
