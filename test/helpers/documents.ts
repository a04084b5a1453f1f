import type { EmbeddingModel } from '../../src/core/embedding-model.ts';
import { hashText } from '../../src/core/hash.ts';
import { sha256 } from '../../src/core/ids.ts';
import type { Metadata } from '../../src/core/model.ts';
import { embeddedText } from '../../src/core/passage-text.ts';
import { createLineIndex } from '../../src/core/text.ts';
import type {
  CommitReceipt,
  DocumentChange,
  Neighbour,
  PassageDraft,
  RevisionDraft,
  Scope,
  Snapshot,
  Store,
} from '../../src/store/types.ts';

/* Documents as the chunker would make them, in short: a paragraph is a passage and a sentence. */

export const TEST_EMBEDDER = 'test-8';
export const TEST_DIMENSIONS = 8;
export const TEST_MODEL: EmbeddingModel = {
  id: TEST_EMBEDDER,
  driver: 'openai',
  name: 'test',
  dimensions: TEST_DIMENSIONS,
};

export const EVERYTHING: Scope = { asOf: null, corpora: null, filter: null, groups: null };

/** Makes an empty store; whoever asks closes it. */
export type CreateStore = () => Promise<Store>;

export interface DocumentSpec {
  readonly id: string;
  /** Paragraphs, parted by blank lines. */
  readonly text: string;
  readonly title?: string;
  /** UTF-8 where it is not said. */
  readonly encoding?: string | null;
  readonly metadata?: Metadata;
  readonly readers?: readonly string[] | null;
  /** Fields of each paragraph, where the paragraphs are records. */
  readonly records?: readonly Metadata[];
}

export function draftOf(spec: DocumentSpec): RevisionDraft {
  const { id, text } = spec;
  const lines = createLineIndex(text);
  const passages = [...text.matchAll(/\S(?:[^\n]|\n(?!\n))*/g)].map((match, i): PassageDraft => {
    const span = { start: match.index, end: match.index + match[0].length };
    return {
      span,
      lines: lines.linesOf(span),
      text: match[0],
      headings: [],
      page: null,
      units: [{ ...span, kind: 'sentence' }],
      record: spec.records?.[i] ?? null,
      columns: null,
    };
  });
  return {
    documentId: id,
    text,
    sha256: sha256(text),
    sourceSha256: sha256(text),
    mediaType: 'text/plain',
    encoding: spec.encoding === undefined ? 'utf-8' : spec.encoding,
    title: spec.title ?? id,
    titleStated: spec.title !== undefined,
    metadata: spec.metadata ?? {},
    readers: spec.readers ?? null,
    headings: [],
    pages: [],
    chunker: 'test',
    passages,
  };
}

/** A unit vector that only the text decides. */
export function vectorOf(text: string): Float32Array {
  const numbers = Array.from({ length: TEST_DIMENSIONS }, (_, i) => {
    const salted = `${i} ${text}`;
    return hashText(salted, 0, salted.length) / 2 ** 31 - 1;
  });
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
}

/** The change that makes a document's next revision, with the vectors that the store lacks. */
export async function revise(
  store: Store,
  spec: DocumentSpec,
  ifRevision: number | null = null,
): Promise<DocumentChange> {
  const draft = draftOf(spec);
  const texts = new Map(
    draft.passages.map((passage) => {
      const text = embeddedText({ ...draft, ...passage });
      return [sha256(text), text];
    }),
  );
  const known = await store.embeddedAlready(TEST_EMBEDDER, [...texts.keys()]);
  const embedded = [...texts]
    .filter(([hash]) => !known.has(hash))
    .map(([hash, text]) => ({ sha256: hash, vector: vectorOf(text) }));
  return { kind: 'revise', draft, model: TEST_MODEL, embedded, ifRevision, source: null };
}

export async function put(store: Store, ...specs: DocumentSpec[]): Promise<CommitReceipt> {
  return store.commit(await Promise.all(specs.map((spec) => revise(store, spec))));
}

export function remove(store: Store, documentId: string): Promise<CommitReceipt> {
  return store.commit([{ kind: 'delete', documentId, ifRevision: null, source: null }]);
}

/** What a scope's snapshot holds, in words that two stores can be compared by. */
export interface Contents {
  readonly passages: readonly string[];
  readonly meanLength: number;
  readonly lengths: Readonly<Record<string, number>>;
  /** By term: the passages that hold it, and how often. */
  readonly postings: Readonly<Record<string, readonly (readonly [string, number])[]>>;
}

export async function contentsOf(snapshot: Snapshot, terms: readonly string[]): Promise<Contents> {
  const slots = snapshot.sample(snapshot.passageCount);
  const places = await snapshot.places(slots);
  const texts = new Map(slots.map((slot, i) => [slot, places[i]?.text ?? '']));
  const holding = (term: string): (readonly [string, number])[] => {
    const found = snapshot.postings(term);
    if (found === null) return [];
    return [...found.slots]
      .map(
        (slot, i) =>
          [texts.get(slot) ?? `out of scope: ${slot}`, found.frequencies[i] ?? 0] as const,
      )
      .sort();
  };
  return {
    passages: [...texts.values()].sort(),
    meanLength: snapshot.meanLength,
    lengths: Object.fromEntries(
      slots.map((slot) => [texts.get(slot) ?? '', snapshot.lengths[slot] ?? 0]),
    ),
    postings: Object.fromEntries(terms.map((term) => [term, holding(term)])),
  };
}

/** The contents of a scope, read through a snapshot that is closed again. */
export async function read(
  store: Store,
  scope: Partial<Scope> = {},
  terms: readonly string[] = [],
): Promise<Contents> {
  return withSnapshot(store, scope, (snapshot) => contentsOf(snapshot, terms));
}

export async function withSnapshot<T>(
  store: Store,
  scope: Partial<Scope>,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const snapshot = await store.snapshot({ ...EVERYTHING, ...scope });
  try {
    return await use(snapshot);
  } finally {
    snapshot.close();
  }
}

/** The nearest passages alone, whether the search was exact or not. */
export async function nearestOf(
  snapshot: Snapshot,
  vector: Float32Array,
  k: number,
  exact = false,
): Promise<readonly Neighbour[]> {
  return (await snapshot.nearest(vector, k, { exact })).neighbours;
}
