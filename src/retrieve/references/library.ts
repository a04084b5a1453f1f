import { contentTerms } from '../../core/analyse.ts';
import type { PlacedPassage, Snapshot } from '../../store/types.ts';
import { relationOf } from './amendments.ts';
import { definitionsIn, type Definitions } from './definitions.ts';
import { holdingAll } from './holding-passages.ts';
import { linkedDocuments, namesDocument, type NamedDocument } from './named-documents.ts';
import { statementsOf, type Statement } from './statements.ts';
import { addressed, type AddressedPassage } from './unit-addresses.ts';

/** Documents as references lead to them, each read once. */
export interface Library {
  /** The passages of a document, in order; none when it is not in the scope, or very long. */
  passagesOf(documentId: string): Promise<readonly PlacedPassage[]>;
  /** The terms that a document defines. */
  definitionsOf(documentId: string): Promise<Definitions>;
  /** A passage with the addresses of its units. */
  addressed(passage: PlacedPassage): AddressedPassage;
  /** What a passage says that it overrides. */
  statementsOf(passage: PlacedPassage): readonly Statement[];
  /**
   * Documents that a text names, but for its own: by a link, or by their title where it refers to anything.
   * @param refers whether the text names a numbered place
   */
  named(source: PlacedPassage, text: string, refers: boolean): Promise<NamedDocument[]>;
  /** Documents that a document amends. */
  amendedBy(source: PlacedPassage): Promise<NamedDocument[]>;
  /** Those of these passages that hold most of the words, a few, in their order. */
  nearest(
    passages: readonly PlacedPassage[],
    words: ReadonlyMap<string, number>,
  ): Promise<readonly PlacedPassage[]>;
}

/** Words that lead elsewhere. Without them a name is what the sentence is about. */
const REFERS =
  /\b(?:see|stated|set out|defined|listed|given|described|laid down|specified|in accordance with|according to|meaning of|as in|governed by|apply|applies|subject to)\b/i;
/** Several words with capitals: "Late Payment Order 2016", "Terms of Service". */
const NAME =
  /\p{Lu}[\p{L}’'-]+(?:(?: of| and| for| on| the| to| in| &)? (?:\p{Lu}[\p{L}’'-]+|\(\p{Lu}[^()]*\)|\d{4}))+/gu;
/** A title's words count three times in each of its passages. */
const TITLE_FREQUENCY = 3;
/** Names of one text that are looked up, and passages that are looked at for each. */
const MAX_NAMES = 4;
const MAX_PLACES = 8;
/** Documents that are read for one question. */
const MAX_DOCUMENTS = 24;
/** In a longer document than this no reference is followed: a question must not wait for it. */
const MAX_PASSAGES = 400;
/** Passages in which words are sought one unit at a time. */
const MAX_NEAREST = 6;
/** Where a document names those that it amends, in UTF-16 code units. */
const INTRODUCTION_CHARACTERS = 2_500;

export function createLibrary(snapshot: Snapshot): Library {
  const passages = new Map<string, Promise<readonly PlacedPassage[]>>();
  const statements = new Map<string, readonly Statement[]>();
  const addresses = new Map<string, AddressedPassage>();
  const amended = new Map<string, Promise<NamedDocument[]>>();
  const definitions = new Map<string, Promise<Definitions>>();

  function passagesOf(documentId: string): Promise<readonly PlacedPassage[]> {
    const known = passages.get(documentId);
    if (known !== undefined) return known;
    const found =
      passages.size < MAX_DOCUMENTS
        ? snapshot.passagesOf(documentId, MAX_PASSAGES)
        : Promise.resolve([]);
    passages.set(documentId, found);
    return found;
  }

  async function linkedFrom(source: PlacedPassage, text: string): Promise<NamedDocument[]> {
    const ids = [...new Set(linkedDocuments(text, source.documentId))];
    const linked = await Promise.all(ids.map((id) => passagesOf(id)));
    return linked.flatMap(([first]) => first ?? []);
  }

  /** Documents of whose title all words stand in one of the text's names. */
  async function titledAs(source: PlacedPassage, text: string): Promise<NamedDocument[]> {
    const names = (text.match(NAME) ?? []).slice(0, MAX_NAMES);
    const slots = new Set(
      names.flatMap((name) =>
        holdingAll(snapshot, contentTerms(name), TITLE_FREQUENCY).slice(0, MAX_PLACES),
      ),
    );
    const places = await snapshot.places([...slots]);
    return places.filter((place) => namesDocument(text, source.documentId, place));
  }

  async function named(
    source: PlacedPassage,
    text: string,
    refers: boolean,
  ): Promise<NamedDocument[]> {
    const found = await linkedFrom(source, text);
    if (refers || REFERS.test(text)) found.push(...(await titledAs(source, text)));
    const byId = new Map(found.map(({ documentId, title }) => [documentId, title]));
    byId.delete(source.documentId);
    return [...byId].map(([documentId, title]) => ({ documentId, title }));
  }

  async function readAmended(source: PlacedPassage): Promise<NamedDocument[]> {
    const introduction = source.revisionText.slice(0, INTRODUCTION_CHARACTERS);
    const all = await named(source, introduction, true);
    return all.filter((document) => relationOf(source, document).amends);
  }

  return {
    passagesOf,
    named,
    addressed(passage) {
      const key = keyOf(passage);
      const known = addresses.get(key) ?? addressed(passage);
      addresses.set(key, known);
      return known;
    },
    statementsOf(passage) {
      const key = keyOf(passage);
      const known = statements.get(key) ?? statementsOf(passage);
      statements.set(key, known);
      return known;
    },
    definitionsOf(documentId) {
      const known = definitions.get(documentId) ?? passagesOf(documentId).then(definitionsIn);
      definitions.set(documentId, known);
      return known;
    },
    amendedBy(source) {
      const known = amended.get(source.documentId) ?? readAmended(source);
      amended.set(source.documentId, known);
      return known;
    },
    async nearest(all, words) {
      if (all.length <= MAX_NEAREST) return all;
      const sequences = await snapshot.terms(all.map(({ slot }) => slot));
      const numbers = [...words].map(([term, weight]) => ({
        number: snapshot.termNumber(term),
        weight,
      }));
      return all
        .map((passage, i) => {
          const held = numbers.filter(({ number }) => sequences[i]?.includes(number) === true);
          return { passage, i, weight: held.reduce((sum, { weight }) => sum + weight, 0) };
        })
        .toSorted((a, b) => b.weight - a.weight || a.i - b.i)
        .slice(0, MAX_NEAREST)
        .toSorted((a, b) => a.i - b.i)
        .map(({ passage }) => passage);
    },
  };
}

function keyOf({ documentId, ordinal }: PlacedPassage): string {
  return `${documentId} ${ordinal}`;
}
