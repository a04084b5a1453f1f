import { userTurns } from '../../core/user-turns.ts';
import { analyse } from '../../core/analyse.ts';
import { renderValue } from '../../core/markup.ts';
import type { Snapshot } from '../../store/types.ts';
import type { Query } from '../types.ts';
import { mayAskForTitles } from './asks-for-titles.ts';
import { catalogueOf, statedBy, type Catalogue } from './catalogue.ts';
import { passes } from './meets-condition.ts';
import { sharedThemes } from './likeness.ts';
import { plainWords } from './plain-words.ts';
import { rankTitles, type RankedTitle } from './rank-titles.ts';
import { readRequest } from './read-request.ts';
import type { Title, TitleCondition, TitleRequest } from './types.ts';

/** Titles that are shown, best first, and how the request was read. */
export interface FoundTitles {
  readonly request: TitleRequest;
  readonly shown: readonly RecommendedTitle[];
  /** Titles that also meet every condition, best first. */
  readonly others: readonly RankedTitle[];
}

export interface RecommendedTitle extends RankedTitle {
  /** Fields of the record that tell why it is shown, in the record's order; its name is the first. */
  readonly reasons: readonly string[];
}

/** A request that says nothing but "a film about …" must find so much of it, or it is another question. */
const MIN_ABOUT = 0.4;

/**
 * The titles that a question asks for, if it asks for any and the scope is a catalogue; else null.
 * An empty list means that no title meets every condition.
 */
export async function findTitles(snapshot: Snapshot, query: Query): Promise<FoundTitles | null> {
  if (!mayAskForTitles(plainWords(query.question))) return null;
  const catalogue = catalogueOf(await snapshot.records());
  if (catalogue === null) return null;
  const said = userTurns(query.history).map(({ content }) => content);
  const filtered = new Set(Object.keys(query.filter ?? {}));
  const request = readRequest(query.question, said, query.day, catalogue, filtered);
  const ranked = rankTitles(snapshot, catalogue, request);
  if (!asksByMoreThanWords(request, catalogue) && (ranked[0]?.about ?? 0) < MIN_ABOUT) return null;
  return {
    request,
    shown: ranked.slice(0, request.count).map((one) => ({
      ...one,
      reasons: reasonsOf(one.title, request, catalogue),
    })),
    others: ranked.slice(request.count),
  };
}

/** Whether the request says anything that the fields of a record can be held against, or nothing at all. */
function asksByMoreThanWords(request: TitleRequest, catalogue: Catalogue): boolean {
  const kinds = catalogue.fieldsOf('kind');
  const isKind = ({ anyOf }: TitleCondition) => anyOf.every(({ field }) => kinds.includes(field));
  return (
    request.about.length === 0 ||
    request.order !== null ||
    request.like.some(({ weight }) => weight === 1) ||
    request.conditions.some((condition) => condition.words !== '' && !isKind(condition))
  );
}

/** The fields that show how a title meets what was asked. */
function reasonsOf(title: Title, request: TitleRequest, catalogue: Catalogue): string[] {
  const fields = new Set(catalogue.fieldsOf('name').slice(0, 1));
  const add = (names: readonly string[]): void => names.forEach((name) => fields.add(name));
  for (const { words, anyOf, exclude } of request.conditions) {
    const met = exclude ? anyOf[0] : anyOf.find((test) => passes(title, test));
    if (met !== undefined && words !== '') fields.add(met.field);
  }
  for (const { title: liked } of request.like) {
    for (const role of ['genres', 'makers'] as const) {
      const theirs = statedBy(liked, catalogue, role);
      if (statedBy(title, catalogue, role).some((value) => theirs.includes(value)))
        add(catalogue.fieldsOf(role));
    }
    if (sharedThemes(title, liked, catalogue).length > 0) add(catalogue.fieldsOf('themes'));
  }
  if (request.order !== null) fields.add(request.order.field);
  const about = new Set(request.about.flatMap((subject) => analyse(subject)));
  add(
    (['themes', 'synopsis'] as const)
      .flatMap((role) => catalogue.fieldsOf(role))
      .filter((field) =>
        analyse(renderValue(title.metadata[field] ?? null)).some((term) => about.has(term)),
      ),
  );
  // Whoever asks for anything at all is told what it is, and how others liked it.
  if (fields.size === 1) add([...catalogue.fieldsOf('genres'), ...catalogue.fieldsOf('score')]);
  add(catalogue.fieldsOf('synopsis').slice(0, 1));
  return Object.keys(title.metadata).filter((field) => fields.has(field));
}
