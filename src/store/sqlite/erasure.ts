import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { corpusOf, sha256 } from '../../core/ids.ts';
import { EVERYTHING } from '../../core/everything.ts';
import type { EraseJob, ErasureReceipt, Job, Scope } from '../types.ts';
import { latestCommit, nextCommit } from './commit-log.ts';
import { appendEvent } from './event-log.ts';
import { saveJob } from './jobs.ts';
import { advanceEpoch, removeUnusedPassages } from './removal.ts';
import { prepared } from './statements.ts';

/*
 * What an erasure does in the tables: first a row in the journal, then one transaction that takes away every
 * row with anything of the document in it, its name included. What is left of it in free space, in the
 * write-ahead log and in the dense index is for purge.ts.
 */

interface DocumentRow {
  id: number;
  documentId: string;
  lastRevision: number;
  /** null = the document is deleted. */
  current: number | null;
}

/** @throws DOCUMENT_NOT_FOUND, DOCUMENT_ERASED, REVISION_CONFLICT */
export function requestErasure(
  writer: Database,
  job: EraseJob,
  documentId: string,
  ifRevision: number | null,
  owner: string,
): void {
  writer
    .transaction(() => {
      const document = documentRow(writer, documentId);
      if (document === undefined) throw absent(writer, documentId);
      const revision = document.current ?? 0;
      if (ifRevision !== null && ifRevision !== revision) {
        const detail = `The document is at revision ${revision}, not ${ifRevision}.`;
        throw new FootnoteError('REVISION_CONFLICT', { documentId, revision }, { detail });
      }
      saveJob(writer, job, owner);
      writer
        .prepare<[string, string]>(
          `INSERT INTO erasures (job, document_id, step) VALUES (?, ?, 'requested')`,
        )
        .run(job.id, documentId);
    })
    .immediate();
}

/** Why a document is not there. That it was erased is told to who might have read it: to an administrator. */
export function absent(
  database: Database,
  documentId: string,
  { groups }: Pick<Scope, 'groups'> = EVERYTHING,
): FootnoteError {
  const erased = groups === null && erasedRevisions(database, documentId) > 0;
  return new FootnoteError(erased ? 'DOCUMENT_ERASED' : 'DOCUMENT_NOT_FOUND', { documentId });
}

/** Revisions of a document up to this number are erased; 0 when none is. */
export function erasedRevisions(database: Database, documentId: string): number {
  const last = prepared<[string], number>(
    database,
    'SELECT last_revision FROM erased_documents WHERE document_sha256 = ?',
  ).pluck();
  return last.get(sha256(documentId)) ?? 0;
}

/** Documents erased after a commit. */
export function countErasures(reader: Database, seq: number): number {
  const count = prepared<[number], number>(
    reader,
    'SELECT count(*) FROM erased_documents WHERE seq > ?',
  ).pluck();
  return count.get(seq) ?? 0;
}

function documentRow(database: Database, documentId: string): DocumentRow | undefined {
  return database
    .prepare<[string], DocumentRow>(
      `SELECT d.id, d.document_id AS documentId, d.last_revision AS lastRevision, r.revision AS current
         FROM documents d LEFT JOIN revisions r ON r.document = d.id AND r.to_seq IS NULL
        WHERE d.document_id = ?`,
    )
    .get(documentId);
}

/** Removes the rows, unless that is done already; the job then knows its receipt's figures. */
export function removeErased(writer: Database, jobId: string): void {
  writer
    .transaction(() => {
      const documentId = writer
        .prepare<[string], string>(
          `SELECT document_id FROM erasures WHERE job = ? AND step = 'requested'`,
        )
        .pluck()
        .get(jobId);
      if (documentId === undefined) return;
      const receipt = removeDocument(writer, documentId);
      writer
        .prepare<[string, string]>(
          `UPDATE erasures SET step = 'removed', document_id = NULL, receipt = ? WHERE job = ?`,
        )
        .run(JSON.stringify(receipt), jobId);
    })
    .immediate();
}

function removeDocument(writer: Database, documentId: string): ErasureReceipt {
  const document = documentRow(writer, documentId);
  // Another erasure of it came first.
  if (document === undefined) return emptyReceipt(writer, documentId);
  const { seq, committedAt } = nextCommit(writer);
  const revisions = writer
    .prepare<[number], ErasureReceipt['revisions'][number]>(
      `SELECT revision, sha256, source_sha256 AS sourceSha256 FROM revisions
        WHERE document = ? ORDER BY revision`,
    )
    .all(document.id);
  const passages = passagesOf(writer, document.id);
  const events = removeEvents(writer, document.id);
  const answers = removeAnswers(writer, document.id, seq);
  removeFromJobs(writer, documentId);
  removeRevisions(writer, document.id);
  const { shared, ...removed } = removeUnusedPassages(writer, passages);
  writer.prepare('DELETE FROM documents WHERE id = ?').run(document.id);
  removeEmptyCorpus(writer, corpusOf(documentId));
  const documentSha256 = sha256(documentId);
  const { fileInCorpora } = forgetSource(writer, documentSha256);
  writer
    .prepare(
      `INSERT INTO erased_documents VALUES (?, ?, ?) ON CONFLICT (document_sha256) DO UPDATE
         SET last_revision = excluded.last_revision, seq = excluded.seq`,
    )
    .run(documentSha256, document.lastRevision, seq);
  advanceEpoch(writer, { erasure: true });
  const data = { documentSha256, seq, committedAt, answers };
  appendEvent(writer, { seq, type: 'document-erased', document: null, answer: null, data });
  return {
    documentSha256,
    seq,
    erasedAt: committedAt,
    revisions,
    removed: { ...removed, answers, events },
    sharedPassages: shared,
    fileInCorpora,
  };
}

function emptyReceipt(writer: Database, documentId: string): ErasureReceipt {
  const { seq, committedAt } = latestCommit(writer);
  return {
    documentSha256: sha256(documentId),
    seq,
    erasedAt: committedAt,
    revisions: [],
    removed: { passages: 0, embeddings: 0, terms: 0, answers: 0, events: 0 },
    sharedPassages: 0,
    fileInCorpora: false,
  };
}

function passagesOf(writer: Database, document: number): number[] {
  return writer
    .prepare<[number], number>(
      `SELECT DISTINCT o.passage FROM revisions r JOIN occurrences o ON o.revision = r.id
        WHERE r.document = ?`,
    )
    .pluck()
    .all(document);
}

/** Of the document, and of answers that go with it. */
function removeEvents(writer: Database, document: number): number {
  return writer
    .prepare(
      `DELETE FROM events WHERE document = @document
           OR answer IN (SELECT answer FROM answer_documents WHERE document = @document)`,
    )
    .run({ document }).changes;
}

/** Answers that cite or list the document, with their traces and events; their ids are remembered. */
function removeAnswers(writer: Database, document: number, seq: number): number {
  writer
    .prepare(`INSERT INTO erased_answers SELECT answer, ? FROM answer_documents WHERE document = ?`)
    .run(seq, document);
  return writer
    .prepare('DELETE FROM answers WHERE id IN (SELECT id FROM erased_answers WHERE seq = ?)')
    .run(seq).changes;
}

function removeRevisions(writer: Database, document: number): void {
  writer
    .prepare(
      'DELETE FROM occurrences WHERE revision IN (SELECT id FROM revisions WHERE document = ?)',
    )
    .run(document);
  writer.prepare('DELETE FROM revisions WHERE document = ?').run(document);
}

/** A job names the files that failed, and the folders that could not be read. */
function removeFromJobs(writer: Database, documentId: string): void {
  const rows = writer.prepare<[], { id: string; job: string }>('SELECT id, job FROM jobs').all();
  const update = writer.prepare<[string, string]>('UPDATE jobs SET job = ? WHERE id = ?');
  for (const { id, job: text } of rows) {
    const job = JSON.parse(text) as Job;
    const failures = job.failures.filter(
      ({ path }) => !isNamedBy(path.normalize('NFC'), documentId),
    );
    if (failures.length < job.failures.length) update.run(JSON.stringify({ ...job, failures }), id);
  }
}

/** Whether a path is the document's, or that of a folder in its name; a corpus names no document. */
function isNamedBy(path: string, documentId: string): boolean {
  return path === documentId || (path.includes('/') && documentId.startsWith(`${path}/`));
}

function removeEmptyCorpus(writer: Database, corpus: string): void {
  const documents = writer.prepare('SELECT 1 FROM documents WHERE corpus = ?').get(corpus);
  if (documents !== undefined) return;
  writer.prepare('DELETE FROM calibrations WHERE corpus = ?').run(corpus);
  writer.prepare('DELETE FROM corpus_passages WHERE corpus = ?').run(corpus);
}

/** What its file was stays, by hash: the same file must not bring the document back. */
function forgetSource(writer: Database, documentSha256: string): { fileInCorpora: boolean } {
  const file = writer
    .prepare<[string], string | null>(
      'UPDATE sources SET document_id = NULL WHERE document_sha256 = ? RETURNING sha256',
    )
    .pluck()
    .get(documentSha256);
  return { fileInCorpora: typeof file === 'string' };
}

/** The last step: with the job's end and receipt, once nothing is left in any file. */
export function finishErasure(writer: Database, jobId: string, owner: string): ErasureReceipt {
  return writer
    .transaction(() => {
      const row = writer
        .prepare<[string], { job: string; receipt: string }>(
          `SELECT j.job, e.receipt FROM erasures e JOIN jobs j ON j.id = e.job WHERE e.job = ?`,
        )
        .get(jobId);
      if (row === undefined) throw new FootnoteError('JOB_NOT_FOUND', { id: jobId });
      const job = JSON.parse(row.job) as EraseJob;
      if (job.receipt !== null) return job.receipt;
      const receipt = JSON.parse(row.receipt) as ErasureReceipt;
      const finishedAt = new Date().toISOString();
      saveJob(
        writer,
        { ...job, status: 'succeeded', finishedAt, seq: receipt.seq, receipt },
        owner,
      );
      writer.prepare(`UPDATE erasures SET step = 'finished' WHERE job = ?`).run(jobId);
      return receipt;
    })
    .immediate();
}
