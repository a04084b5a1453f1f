import { contentTerms } from '../../core/analyse.ts';
import { posix } from 'node:path';
import type { PlacedPassage, Snapshot } from '../../store/types.ts';
import { relationOf, type Relation } from './amendments.ts';
import { holdingAll, holdingAny } from './holding-passages.ts';
import type { Library } from './library.ts';
import { coreTitle } from './named-documents.ts';
import { CONTRACT_TERMS, OVERRIDING_TERMS } from './overriding-words.ts';
import type { Statement } from './statements.ts';

/* Texts that may override a document: those that name it and have a word of overriding. */

/** A document with what it says that it overrides. */
export interface Overriding {
  /** How it stands to the document that was asked about. */
  readonly relation: Relation;
  readonly statements: readonly PlacedStatement[];
  /** All of its passages that were read. */
  readonly passages: readonly PlacedPassage[];
}

export interface PlacedStatement extends Statement {
  readonly by: PlacedPassage;
}

/** Other words that may stand between those of a name, as "of" and "the". */
const MAX_BETWEEN = 4;
/** Passages that name a document are looked at up to this number. */
const MAX_NAMING = 40;
/** Statements of one document that are held against each unit. */
const MAX_STATEMENTS = 120;

/**
 * What may override the places of a document.
 * @param isNumbered whether there are numbers by which the document may make exceptions of its own
 */
export async function overridingOf(
  snapshot: Snapshot,
  library: Library,
  document: PlacedPassage,
  isNumbered: boolean,
): Promise<Overriding[]> {
  const { documentId } = document;
  const own = isNumbered ? await library.passagesOf(documentId) : [];
  const slots = await namingSlots(snapshot, library, document, isNumbered);
  const naming = new Map<string, readonly PlacedPassage[]>();
  for (const place of await snapshot.places(slots)) {
    naming.set(place.documentId, [...(naming.get(place.documentId) ?? []), place]);
  }
  if (isNumbered) naming.set(documentId, own);
  else naming.delete(documentId);
  const found: Overriding[] = [];
  for (const [id, places] of naming) {
    const [first] = places;
    if (first === undefined) continue;
    const relation = relationOf(first, document);
    const passages = relation.amends ? await library.passagesOf(id) : places;
    const statements = statementsIn(library, passages);
    if (statements.length > 0) found.push({ relation, statements, passages });
  }
  return found;
}

function statementsIn(library: Library, passages: readonly PlacedPassage[]): PlacedStatement[] {
  const statements: PlacedStatement[] = [];
  for (const by of passages) {
    if (statements.length >= MAX_STATEMENTS) break;
    statements.push(...library.statementsOf(by).map((statement) => ({ ...statement, by })));
  }
  return statements;
}

/** Passages with a word of overriding that say a document's title, or the name of its file. */
async function namingSlots(
  snapshot: Snapshot,
  library: Library,
  { documentId, title }: PlacedPassage,
  isNumbered: boolean,
): Promise<number[]> {
  const verbs = isNumbered ? [...OVERRIDING_TERMS, ...CONTRACT_TERMS] : OVERRIDING_TERMS;
  const file = posix.basename(documentId).replace(/\.\w+$/, '');
  const slots = new Set<number>();
  for (const name of [contentTerms(coreTitle(title)), contentTerms(file)]) {
    const holding = holdingAny(snapshot, verbs, holdingAll(snapshot, name));
    const sequences = await snapshot.terms(holding);
    const numbers = new Set(name.map((term) => snapshot.termNumber(term)));
    holding.forEach((slot, i) => {
      if (standTogether(sequences[i] ?? new Int32Array(0), numbers)) slots.add(slot);
    });
  }
  if (slots.size <= MAX_NAMING) return [...slots];
  // Its own passages say its title too, and would leave no room.
  const own = new Set((await library.passagesOf(documentId)).map(({ slot }) => slot));
  return [...slots].filter((slot) => !own.has(slot)).slice(0, MAX_NAMING);
}

/** Whether all terms stand near each other behind the first position, where a passage's own title stands. */
function standTogether(sequence: Int32Array, terms: ReadonlySet<number>): boolean {
  const last = new Map<number, number>();
  return sequence.some((term, i) => {
    if (i === 0 || !terms.has(term)) return false;
    last.set(term, i);
    return last.size === terms.size && i - Math.min(...last.values()) < terms.size + MAX_BETWEEN;
  });
}
