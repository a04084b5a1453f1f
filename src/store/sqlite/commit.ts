import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { corpusOf } from '../../core/ids.ts';
import type {
  ChangeReceipt,
  CommitReceipt,
  DocumentChange,
  RevisionDraft,
  SourceState,
} from '../types.ts';
import {
  createPassageWriter,
  preparePassage,
  type PassageWriter,
  type PreparedPassage,
} from './passages.ts';
import { prepareWrites, type CurrentRow } from './writes.ts';

/*
 * The one transaction that changes documents. What can be worked out before it (hashes, terms) is worked
 * out before it, so that the write lock is held for rows alone.
 */

interface PreparedChange {
  readonly change: DocumentChange;
  readonly passages: readonly PreparedPassage[];
}

export interface Committer {
  commit(changes: readonly DocumentChange[]): CommitReceipt;
  recordSource(source: SourceState): void;
}

export function createCommitter(
  database: Database,
  options: { model: string; dimensions: number },
): Committer {
  const writes = prepareWrites(database);

  function prepare(change: DocumentChange): PreparedChange {
    if (change.kind === 'delete') return { change, passages: [] };
    for (const { vector } of change.embedded) checkVector(vector, options.dimensions);
    const passages = change.draft.passages.map((draft) =>
      preparePassage(writes, change.draft, draft),
    );
    return { change, passages };
  }

  const apply = database.transaction((prepared: readonly PreparedChange[]): CommitReceipt => {
    const latest = writes.latest.get() ?? { seq: 0, committedAt: '' };
    const now = new Date().toISOString();
    const next = {
      seq: latest.seq + 1,
      committedAt: now > latest.committedAt ? now : latest.committedAt,
    };
    let begun = false;
    // The commit's row comes with the first change that writes anything.
    const begin = (): number => {
      if (!begun) writes.insertCommit.run(next.seq, next.committedAt);
      begun = true;
      return next.seq;
    };
    const passageWriter = createPassageWriter(writes, options.model);
    const changes = prepared.map((one) => applyChange(one, begin, passageWriter));
    return { ...(begun ? next : latest), changes };
  });

  function applyChange(
    { change, passages }: PreparedChange,
    begin: () => number,
    passageWriter: PassageWriter,
  ): ChangeReceipt {
    if (change.source !== null) recordSource(change.source);
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
    begin: () => number,
  ): ChangeReceipt {
    if (current === undefined) throw new FootnoteError('DOCUMENT_NOT_FOUND', { documentId });
    writes.closeRevision.run(begin(), current.id);
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
    begin: () => number,
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
    const seq = begin();
    if (current !== undefined) writes.closeRevision.run(seq, current.id);
    writes.upsertDocument.run(draft.documentId, corpusOf(draft.documentId), readers);
    const document = writes.documentRow.get(draft.documentId) as {
      id: number;
      lastRevision: number;
    };
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
    const ids = passageWriter.write(Number(lastInsertRowid), passages, change.embedded);
    const before = new Set(
      current === undefined ? [] : writes.passagesOf.all(current.id).map((row) => row.passage),
    );
    const reused = [...ids].filter((id) => before.has(id)).length;
    return {
      documentId: draft.documentId,
      revision: document.lastRevision,
      created: current === undefined,
      unchanged: false,
      passages: { added: ids.size - reused, reused, removed: before.size - reused },
    };
  }

  function recordSource(source: SourceState): void {
    writes.upsertSource.run(source.documentId, corpusOf(source.documentId), source.sha256);
  }

  return { commit: (changes) => apply.immediate(changes.map(prepare)), recordSource };
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

function checkVector(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions || !vector.every(Number.isFinite)) {
    throw new FootnoteError('INVALID_VECTOR', { length: vector.length, dimensions });
  }
}

/** JSON with the keys of the outermost object in order, so that equal metadata is equal text. */
function stableJson(value: object): string {
  if (Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(
    Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}
