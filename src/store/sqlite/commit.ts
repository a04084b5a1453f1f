import type { Database } from 'better-sqlite3';
import type { EmbeddingModel } from '../../core/embedding-model.ts';
import { FootnoteError } from '../../core/errors.ts';
import { corpusOf, sha256 } from '../../core/ids.ts';
import type {
  ChangeReceipt,
  Commit,
  CommitReceipt,
  DocumentChange,
  RevisionDraft,
} from '../types.ts';
import { latestCommit, nextCommit } from './commit-log.ts';
import { checkVector, modelInUse, putInUse } from './embedding-models.ts';
import { absent } from './erasure.ts';
import { appendEvent } from './event-log.ts';
import {
  createPassageWriter,
  preparePassage,
  type PassageWriter,
  type PreparedPassage,
} from './passages.ts';
import { recordSource } from './sources.ts';
import { prepareWrites, type CurrentRow } from './writes.ts';

/*
 * The one transaction that changes documents. What can be worked out before it (hashes, terms) is worked
 * out before it, so that the write lock is held for rows alone.
 */

interface PreparedChange {
  readonly change: DocumentChange;
  readonly passages: readonly PreparedPassage[];
}

export type Committer = (changes: readonly DocumentChange[]) => CommitReceipt;

export function createCommitter(database: Database): Committer {
  const writes = prepareWrites(database);

  function prepare(change: DocumentChange): PreparedChange {
    if (change.kind === 'delete') return { change, passages: [] };
    for (const { vector } of change.embedded) checkVector(vector, change.model);
    const passages = change.draft.passages.map((draft) =>
      preparePassage(writes, change.draft, draft),
    );
    return { change, passages };
  }

  const apply = database.transaction((prepared: readonly PreparedChange[]): CommitReceipt => {
    let begun: Commit | null = null;
    const firstModel = checkModels(database, prepared);
    // The commit's row comes with the first change that writes anything.
    const begin = (): Commit => {
      if (begun !== null) return begun;
      begun = nextCommit(database);
      if (firstModel !== null) putInUse(database, firstModel, begun.seq);
      return begun;
    };
    const passageWriter = createPassageWriter(writes);
    const changes = prepared.map((one) => applyChange(one, begin, passageWriter));
    return { ...latestCommit(database), changes };
  });

  function applyChange(
    { change, passages }: PreparedChange,
    begin: () => Commit,
    passageWriter: PassageWriter,
  ): ChangeReceipt {
    if (change.source !== null) recordSource(database, change.source);
    const documentId = change.kind === 'delete' ? change.documentId : change.draft.documentId;
    const current = writes.current.get(documentId);
    const revision = current?.revision ?? 0;
    if (change.ifRevision !== null && change.ifRevision !== revision) {
      const detail = `The document is at revision ${revision}, not ${change.ifRevision}.`;
      throw new FootnoteError('REVISION_CONFLICT', { documentId, revision }, { detail });
    }
    if (change.kind === 'delete') return applyDelete(documentId, current, begin);
    return applyRevision(change, passages, current, begin, passageWriter);
  }

  function applyDelete(
    documentId: string,
    current: CurrentRow | undefined,
    begin: () => Commit,
  ): ChangeReceipt {
    if (current === undefined) throw absent(database, documentId);
    const { seq, committedAt } = begin();
    writes.closeRevision.run(seq, current.id);
    const { revision, document } = current;
    const data = { documentId, revision, seq, committedAt };
    appendEvent(database, { seq, type: 'document-deleted', document, answer: null, data });
    return {
      documentId,
      revision: current.revision,
      created: false,
      unchanged: false,
      passages: { added: 0, reused: 0, removed: writes.passagesOf.all(current.id).length },
    };
  }

  function applyRevision(
    change: DocumentChange & { kind: 'revise' },
    passages: readonly PreparedPassage[],
    current: CurrentRow | undefined,
    begin: () => Commit,
    passageWriter: PassageWriter,
  ): ChangeReceipt {
    const { draft } = change;
    const readers = draft.readers === null ? null : stableJson([...draft.readers].sort());
    if (current !== undefined && sameContent(draft, current)) {
      const sameReaders = current.readers === readers;
      if (!sameReaders) {
        begin();
        writes.setReaders.run(readers, draft.documentId);
      }
      return {
        documentId: draft.documentId,
        revision: current.revision,
        created: false,
        unchanged: sameReaders,
        passages: { added: 0, reused: writes.passagesOf.all(current.id).length, removed: 0 },
      };
    }
    const { seq, committedAt } = begin();
    if (current !== undefined) writes.closeRevision.run(seq, current.id);
    const document = openDocument(draft.documentId, readers);
    const { lastInsertRowid } = writes.insertRevision.run({
      document: document.id,
      revision: document.lastRevision,
      seq,
      sha256: draft.sha256,
      sourceSha256: draft.sourceSha256,
      mediaType: draft.mediaType,
      encoding: draft.encoding,
      title: draft.title,
      titleStated: draft.titleStated ? 1 : 0,
      metadata: stableJson(draft.metadata),
      text: draft.text,
      headings: JSON.stringify(draft.headings),
      pages: JSON.stringify(draft.pages),
      chunker: draft.chunker,
      passages: passages.length,
      characters: draft.text.length,
    });
    const ids = passageWriter.write(Number(lastInsertRowid), passages, change);
    const before = new Set(
      current === undefined ? [] : writes.passagesOf.all(current.id).map((row) => row.passage),
    );
    const reused = [...ids].filter((id) => before.has(id)).length;
    const receipt = {
      documentId: draft.documentId,
      revision: document.lastRevision,
      created: current === undefined,
      passages: { added: ids.size - reused, reused, removed: before.size - reused },
    };
    appendEvent(database, {
      seq,
      type: 'document-revised',
      document: document.id,
      answer: null,
      data: { ...receipt, seq, committedAt },
    });
    return { ...receipt, unchanged: false };
  }

  /** The document's row, with the number of the revision that is being opened. */
  function openDocument(documentId: string, readers: string | null) {
    const numbered = { documentSha256: sha256(documentId), documentId };
    writes.upsertDocument.run({ ...numbered, corpus: corpusOf(documentId), readers });
    const document = writes.documentRow.get(documentId);
    if (document === undefined) throw new FootnoteError('INTERNAL', { documentId });
    // What is known of its file was noted before it had a row.
    writes.nameSource.run(numbered);
    return document;
  }

  return (changes) => apply.immediate(changes.map(prepare));
}

/** Whether a draft would make the revision that is there already. */
function sameContent(draft: RevisionDraft, current: CurrentRow): boolean {
  return (
    draft.sourceSha256 === current.sourceSha256 &&
    draft.mediaType === current.mediaType &&
    // The same bytes are another text when a caller now states another charset.
    (current.encoding === null || draft.encoding === current.encoding) &&
    draft.title === current.title &&
    stableJson(draft.metadata) === current.metadata
  );
}

/**
 * Vectors of a model that is not in use would never be compared with a question's, and their passages not be found.
 * @returns the model to put in use, when none is
 * @throws EMBEDDER_CONFLICT
 */
function checkModels(
  database: Database,
  changes: readonly PreparedChange[],
): EmbeddingModel | null {
  const models = changes.flatMap(({ change }) => (change.kind === 'revise' ? [change.model] : []));
  const inUse = modelInUse(database);
  const expected = inUse ?? models[0];
  const other = models.find(({ id }) => id !== expected?.id);
  if (other !== undefined) {
    throw new FootnoteError('EMBEDDER_CONFLICT', { model: other.id, inUse: expected?.id });
  }
  return inUse === null ? (expected ?? null) : null;
}

/** JSON with the keys of the outermost object in order, so that equal metadata is equal text. */
function stableJson(value: object): string {
  if (Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(
    Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}
