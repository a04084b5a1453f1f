import { meetsFilter } from '../../src/core/filter.ts';
import type { Filter } from '../../src/core/model.ts';
import { titlesNamedIn, type CatalogueRecord } from './catalogue.ts';
import { ProfileSchema, RequestSchema, type Profile, type Request } from './catalogue-schema.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { checkHalves, checkIds, checkUnique } from './check-questions.ts';
import { alternativesOf, problemsOfFields, satisfies } from './conditions.ts';
import type { Finding } from './finding.ts';
import { readJsonLines, type JsonLine } from './read-json-lines.ts';

const PROFILES = '_profiles.jsonl';
const REQUESTS = '_recommendations.jsonl';

/** Viewers, and what is asked of the catalogue. */
export interface Requests {
  readonly corpus: string;
  readonly profiles: { readonly lines: readonly JsonLine<Profile>[] };
  readonly requests: { readonly lines: readonly JsonLine<Request>[] };
}

/** What is not of the form is told to `findings`. */
export function readRequests(corpora: string, corpus: string, findings: Finding[]): Requests {
  const profiles = readJsonLines(corpora, `${corpus}/${PROFILES}`, ProfileSchema);
  const requests = readJsonLines(corpora, `${corpus}/${REQUESTS}`, RequestSchema);
  findings.push(...profiles.findings, ...requests.findings);
  return { corpus, profiles, requests };
}

/** Profiles and requests against the catalogue. */
export function checkRequests(
  { corpus, profiles, requests }: Requests,
  records: readonly CatalogueRecord[],
): Finding[] {
  const file = `${corpus}/${REQUESTS}`;
  const asked = requests.lines.map(({ value }) => value);
  const viewers = profiles.lines.map(({ value }) => value);
  return [
    ...viewers.flatMap((profile) =>
      problemsOfProfile(profile, records).map((problem) => {
        return { file: `${corpus}/${PROFILES}`, at: profile.id, problem };
      }),
    ),
    ...checkUnique(
      `${corpus}/${PROFILES}`,
      viewers.map(({ id }) => id),
    ),
    ...checkIds(
      file,
      corpus,
      asked.map(({ id }) => id),
    ),
    ...checkHalves(file, asked),
    ...checkDuplicates(asked.map((request) => ({ ...request, file, answers: [] }))),
    ...asked.flatMap((request) =>
      problemsOfRequest(request, viewers, records).map((problem) => {
        return { file, at: request.id, problem };
      }),
    ),
  ];
}

function problemsOfProfile(
  { filter, history }: Profile,
  records: readonly CatalogueRecord[],
): string[] {
  const seen = titlesNamedIn(history.map(({ content }) => content).join('\n'), records);
  return [
    ...problemsOfFields(filter),
    ...(seen.size === 0 ? ['its history names no title of the catalogue'] : []),
  ];
}

/** What is wrong with the conditions of a request, or with a title that it lists. */
function problemsOfRequest(
  request: Request,
  profiles: readonly Profile[],
  records: readonly CatalogueRecord[],
): string[] {
  const profile =
    request.profile === null ? null : profiles.find(({ id }) => id === request.profile);
  if (profile === undefined) return [`there is no profile ${request.profile}`];
  const conditions = [...request.must, ...request.mustNot].flatMap(alternativesOf);
  const problems = conditions.flatMap(problemsOfFields);
  // What a condition means that is none is not known.
  if (problems.length > 0) return problems;
  const history = profile?.history.map(({ content }) => content) ?? [];
  const named = titlesNamedIn([request.question, ...history].join('\n'), records);
  const ids = request.titles.map(({ id }) => id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...repeated.map((id) => `${id} is listed twice`),
    ...request.titles.flatMap(({ id, facts }) => {
      const record = records.find(({ title }) => title.id === id);
      if (record === undefined) return [`${id} is not in the catalogue`];
      return problemsOfTitle(record, request, profile?.filter ?? {}, named)
        .concat(facts.filter((fact) => !record.raw.includes(fact)).map(notInRecord))
        .map((problem) => `${id} (${record.title.title}) ${problem}`);
    }),
  ];
}

function notInRecord(fact: string): string {
  return `has a fact that does not stand in its record: ${fact}`;
}

function problemsOfTitle(
  { title }: CatalogueRecord,
  { must, mustNot, day }: Request,
  filter: Filter,
  named: ReadonlySet<string>,
): string[] {
  const { available_from: from, available_until: until } = title;
  return [
    ...must
      .filter((condition) => !satisfies(title, condition))
      .map((condition) => `does not satisfy ${JSON.stringify(condition)}`),
    ...mustNot
      .filter((condition) => satisfies(title, condition))
      .map((condition) => `satisfies ${JSON.stringify(condition)}, which it must not`),
    ...(from > day || (until !== null && until < day) ? [`is not available on ${day}`] : []),
    ...(meetsFilter(title, filter) ? [] : ["is outside the profile's filter"]),
    ...(named.has(title.id) ? ["is named in the question or in the profile's history"] : []),
  ];
}
