import { contentTerms } from '../../core/analyse.ts';
import { bestMatches, coverageOf, type QuestionTerm } from '../../core/question.ts';
import { readSpan } from '../../core/read-span.ts';
import type { PlacedPassage } from '../../store/types.ts';
import type { RetrievedPassage } from '../types.ts';
import { definedTerms, definitionOf } from './definitions.ts';
import { documentOf } from './document-of.ts';
import type { Library } from './library.ts';
import { linkedDocuments, type NamedDocument } from './named-documents.ts';
import { parseReferences } from './parse-references.ts';
import type { Place } from './place.ts';
import { bestOf, placeAt } from './place-at.ts';

/*
 * One more step of retrieval: when what answers best refers to another place ("as defined in clause 4", "the
 * amount stated in Schedule 2", a link), that place is fetched.
 */

/** A place that a unit refers to. */
export interface Followed {
  readonly relation: 'reference' | 'definition';
  /** The unit that refers: index of the passage among those found, and of the unit within it. */
  readonly passage: number;
  readonly unit: number;
  /** The words that refer, as they stand. */
  readonly words: string;
  readonly to: PlacedPassage;
  /** Units of `to` that are meant, in order. */
  readonly units: readonly number[];
}

/** References are sought in so many of the best units of so many of the best passages. */
const PASSAGES = 3;
const UNITS = 4;
/** References of one unit that are followed. */
const MAX_REFERENCES = 6;
/** Where a document names those whose words it uses, in UTF-16 code units. */
const INTRODUCTION_CHARACTERS = 3_000;

/** A place with the words that mean it. */
interface Meant {
  readonly relation: Followed['relation'];
  readonly words: string;
  readonly place: Place;
}

/** What the best units refer to, in their order. */
export async function followReferences(
  library: Library,
  terms: readonly QuestionTerm[],
  found: readonly RetrievedPassage[],
): Promise<Followed[]> {
  const followed: Followed[] = [];
  for (const { passage, unit } of bestUnits(terms, found)) {
    const source = found[passage]?.passage;
    const span = source?.units[unit];
    if (source === undefined || span === undefined) continue;
    const text = readSpan(source, span);
    for (const { relation, words, place } of await referredTo(library, source, text, terms)) {
      const { passage: to, units } = place;
      const itself = to.slot === source.slot && units.includes(unit);
      if (!itself) followed.push({ relation, passage, unit, words, to, units });
    }
  }
  return followed;
}

/** The units that meet most of the question under their headings, of the best passages. */
function bestUnits(
  terms: readonly QuestionTerm[],
  found: readonly RetrievedPassage[],
): { passage: number; unit: number }[] {
  return found.slice(0, PASSAGES).flatMap(({ passage, units, contextMatches }, index) =>
    units
      .map(({ kind, matches }, unit) => ({
        passage: index,
        unit,
        share: coverageOf(terms, bestMatches(matches, contextMatches)),
        kind,
      }))
      .filter(({ unit, kind }) => kind !== 'heading' && passage.units[unit] !== undefined)
      .sort((a, b) => b.share - a.share || a.unit - b.unit)
      .slice(0, UNITS),
  );
}

async function referredTo(
  library: Library,
  source: PlacedPassage,
  text: string,
  terms: readonly QuestionTerm[],
): Promise<Meant[]> {
  const references = parseReferences(text).slice(0, MAX_REFERENCES);
  const named = await library.named(source, text, references.length > 0);
  const places: Meant[] = [];
  const asked = wordsOf(text, terms);
  for (const reference of references) {
    const document = await documentOf(library, reference, source, text, named);
    if (document === null) continue;
    const passages = await library.passagesOf(document.documentId);
    const place = await placeAt(library, passages, reference, asked);
    if (place !== null) places.push({ relation: 'reference', words: reference.words, place });
  }
  if (places.length === 0) {
    for (const { documentId, title } of named) {
      const place = await bestOf(library, await library.passagesOf(documentId), asked);
      if (place !== null) places.push({ relation: 'reference', words: title, place });
    }
  }
  return [...places, ...(await defined(library, source, text, named))];
}

/** Terms of a text that its document defines, or one that it names. */
async function defined(
  library: Library,
  source: PlacedPassage,
  text: string,
  named: readonly NamedDocument[],
): Promise<Meant[]> {
  // "Words with capitals have the meaning given in the Terms" is said once, at the beginning.
  const introduction = source.revisionText.slice(0, INTRODUCTION_CHARACTERS);
  const linked = linkedDocuments(introduction, source.documentId);
  const ids = new Set([source.documentId, ...named.map(({ documentId }) => documentId), ...linked]);
  const documents = await Promise.all([...ids].map((id) => library.definitionsOf(id)));
  return definedTerms(text).flatMap((term): Meant[] => {
    const places = documents.flatMap((definitions) => definitionOf(definitions, term) ?? []);
    return places.slice(0, 1).map((place) => ({ relation: 'definition', words: term, place }));
  });
}

/** What a place is chosen by: the question's words, and at half their weight those that refer to it. */
function wordsOf(text: string, terms: readonly QuestionTerm[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const term of contentTerms(text)) words.set(term, 0.5);
  for (const { forms, stop } of terms)
    for (const { term, weight } of forms) if (!stop) words.set(term, Math.max(1, weight));
  return words;
}
