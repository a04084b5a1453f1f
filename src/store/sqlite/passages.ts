import { ANALYSER } from '../../core/analyse.ts';
import { FootnoteError } from '../../core/errors.ts';
import { sha256 } from '../../core/ids.ts';
import { embeddedText } from '../../core/passage-text.ts';
import { analyseFields, packTerms, type FieldTerms } from '../term-sequence.ts';
import type { DocumentChange, PassageDraft, RevisionDraft } from '../types.ts';
import { toBlob } from './embedding-models.ts';
import type { Writes } from './writes.ts';

/** A passage with what is worked out before the transaction begins. */
export interface PreparedPassage {
  readonly draft: PassageDraft;
  readonly sha256: string;
  readonly embeddedText: string;
  /** null when the store already holds the passage. */
  readonly terms: FieldTerms<string> | null;
}

export function preparePassage(
  writes: Writes,
  revision: RevisionDraft,
  draft: PassageDraft,
): PreparedPassage {
  const { title, titleStated } = revision;
  const text = embeddedText({ ...draft, title, titleStated });
  const hash = sha256(text);
  const known = writes.passageBySha.get(hash) !== undefined;
  const terms = known ? null : analyseFields({ ...draft, title: titleStated ? title : null });
  return { draft, sha256: hash, embeddedText: text, terms };
}

type Vectors = Pick<DocumentChange & { kind: 'revise' }, 'model' | 'embedded'>;

/** Writes passages and where they stand, within one transaction. */
export interface PassageWriter {
  /**
   * @param revision row id
   * @returns row ids of the passages, each once
   */
  write(revision: number, passages: readonly PreparedPassage[], vectors: Vectors): Set<number>;
}

/** It was there when the change was prepared, and was erased or collected since: to be prepared again. */
function passageGone({ sha256: hash }: PreparedPassage): FootnoteError {
  return new FootnoteError('PASSAGE_CONFLICT', { sha256: hash });
}

/** One for each transaction: what it remembers of term numbers would outlive a rollback. */
export function createPassageWriter(writes: Writes): PassageWriter {
  const termNumbers = new Map<string, number>();

  function termNumber(term: string): number {
    let number = termNumbers.get(term);
    if (number === undefined) {
      const known = writes.termId.get(term)?.id;
      number = known ?? Number(writes.insertTerm.run(term).lastInsertRowid);
      termNumbers.set(term, number);
    }
    return number;
  }

  /** The passage's row, made with its postings and vector where they are missing. */
  function passageId(
    passage: PreparedPassage,
    model: string,
    vectors: ReadonlyMap<string, Float32Array>,
  ): number {
    let id = writes.passageBySha.get(passage.sha256)?.id;
    if (id === undefined) {
      id = Number(writes.insertPassage.run(passage.sha256, passage.embeddedText).lastInsertRowid);
      if (passage.terms === null) throw passageGone(passage);
      const { title, headings, text } = passage.terms;
      const numbered = {
        title: title.map(termNumber),
        headings: headings.map(termNumber),
        text: text.map(termNumber),
      };
      writes.insertPostings.run(id, ANALYSER, packTerms(numbered));
    }
    if (writes.embeddingOf.get(id, model) === undefined) {
      const vector = vectors.get(passage.sha256);
      if (vector === undefined) throw passageGone(passage);
      writes.insertEmbedding.run(id, model, toBlob(vector));
    }
    return id;
  }

  function writeOccurrence(
    revision: number,
    ordinal: number,
    passage: number,
    draft: PassageDraft,
  ): void {
    writes.insertOccurrence.run({
      revision,
      ordinal,
      passage,
      spanStart: draft.span.start,
      spanEnd: draft.span.end,
      lineStart: draft.lines.start,
      lineEnd: draft.lines.end,
      page: draft.page,
      headings: JSON.stringify(draft.headings),
      units: JSON.stringify(draft.units.map((unit) => [unit.kind, unit.start, unit.end])),
      record: draft.record === null ? null : JSON.stringify(draft.record),
      columns: draft.columns === null ? null : JSON.stringify(draft.columns),
    });
  }

  return {
    write(revision, passages, { model, embedded }) {
      const vectors = new Map(embedded.map(({ sha256: hash, vector }) => [hash, vector]));
      const ids = new Set<number>();
      passages.forEach((passage, ordinal) => {
        const id = passageId(passage, model.id, vectors);
        ids.add(id);
        writeOccurrence(revision, ordinal, id, passage.draft);
      });
      return ids;
    },
  };
}
