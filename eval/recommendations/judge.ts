import { analyse } from '../../src/core/analyse.ts';
import { meetsFilter } from '../../src/core/filter.ts';
import { jsonFieldPlaces } from '../../src/generate/json-fields.ts';
import { namedTitles, type Catalogue, type CatalogueRecord } from './catalogue.ts';
import type { TitleRequest } from './read-requests.ts';
import type { ShownTitle, TitleClaim } from './shown-titles.ts';

/** What is true of a title that was shown, by its record and by what is known of the request. */
export interface JudgedTitle {
  readonly id: string;
  /** It is one of those that satisfy everything that was asked. */
  readonly satisfies: boolean;
  /** It can be seen on the day of the request. */
  readonly available: boolean;
  /** It keeps to the limits of the viewer's profile. */
  readonly withinFilter: boolean;
  /** Named in the question, or by the viewer as seen. */
  readonly seen: boolean;
  /** Each claim is of this record, and says nothing that its quotes do not. */
  readonly trueReason: boolean;
  /** A fact that shows why it satisfies is quoted; null = none is known. */
  readonly citesFact: boolean | null;
}

/** @throws when a title is not in the catalogue */
export function judgeTitles(
  shown: readonly ShownTitle[],
  request: TitleRequest,
  catalogue: Catalogue,
): JudgedTitle[] {
  const turns = (request.profile?.history ?? []).filter(({ role }) => role === 'user');
  const told = [request.text, ...turns.map(({ content }) => content)];
  const seen = new Set(told.flatMap((text) => [...namedTitles(text, catalogue)]));
  return shown.map(({ id, claims }) => {
    const record = catalogue.get(id);
    if (record === undefined) throw new Error(`${request.id} was shown ${id}, which is no title.`);
    const facts = request.titles.get(id) ?? [];
    return {
      id,
      satisfies: request.titles.has(id),
      available: isAvailable(record, request.day),
      withinFilter: meetsFilter(record.fields, request.profile?.filter ?? {}),
      seen: seen.has(id),
      trueReason: claims.every((claim) => isTrue(claim, record)),
      citesFact: facts.length === 0 ? null : facts.some((fact) => isCited(fact, claims, record)),
    };
  });
}

/** A date that a record does not state is no limit. */
function isAvailable({ fields }: CatalogueRecord, day: string): boolean {
  const { available_from: from, available_until: until } = fields;
  return !(typeof from === 'string' && from > day) && !(typeof until === 'string' && until < day);
}

/**
 * Every quote stands in the record where its citation says, and every word of the claim in a quote, or in
 * the name of a field that one is taken from.
 */
function isTrue({ text, citations }: TitleClaim, { line }: CatalogueRecord): boolean {
  const verbatim = citations.every(({ quote, span }) => {
    return quote !== '' && span !== null && line.slice(span.start, span.end) === quote;
  });
  const fields = [...jsonFieldPlaces(line)].filter(([, { start, end }]) =>
    citations.some(({ span }) => span !== null && span.start < end && span.end > start),
  );
  const words = [
    ...citations.map(({ quote }) => unescaped(quote)),
    ...fields.map(([name]) => name),
  ];
  const quoted = new Set(words.flatMap(termsOf));
  return verbatim && termsOf(text).every((term) => quoted.has(term));
}

/** What a text says, word by word; numbers by value, since a record may write 8 as 8.0. */
function termsOf(text: string): string[] {
  return analyse(text).map((term) => (/^\d+\.\d+$/.test(term) ? String(Number(term)) : term));
}

/** What a stretch of JSON reads where it stands in a string. */
function unescaped(raw: string): string {
  return raw.replace(/\\(?:u[0-9a-f]{4}|[^u])/gi, (escape) => JSON.parse(`"${escape}"`) as string);
}

/** Whether one quote holds the fact, at a place where the record states it; its field's name need not be quoted. */
function isCited(fact: string, claims: readonly TitleClaim[], { line }: CatalogueRecord): boolean {
  const name = /^"\w+":/.exec(fact)?.[0] ?? '';
  const spans = claims.flatMap(({ citations }) => citations.flatMap(({ span }) => span ?? []));
  return placesOf(fact, line).some((at) =>
    spans.some(({ start, end }) => start <= at + name.length && end >= at + fact.length),
  );
}

function placesOf(part: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}
