import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import type { Job, Scope, SourceState, Store } from '../types.ts';
import { insertAnswer, readAnswer, readAnswers, readCitingAnswers } from './answers.ts';
import { createCommitter } from './commit.ts';
import { createReaderPool, openWriter } from './connection.ts';
import { createDenseIndex } from './dense-index.ts';
import { checkAnalyser, checkModel } from './check-written-by.ts';
import {
  countPassages,
  readCorpora,
  readDocument,
  readDocuments,
  readRevision,
} from './documents.ts';
import { createMemory } from './memory.ts';
import { latestCommit } from './scope.ts';
import { openSnapshot, type MaskCache } from './snapshot.ts';
import { createTextCache } from './text-cache.ts';

/**
 * The embedded store: SQLite in `directory` is the truth; postings, vectors and the HNSW graph are caches
 * of it, in memory and in a checked file.
 * @throws STORE_UNUSABLE when the directory cannot be used, or its passages are embedded with another model
 */
export function createSqliteStore(options: {
  directory: string;
  embedderId: string;
  dimensions: number;
}): Store {
  const { directory, embedderId, dimensions } = options;
  const writer = openWriter(directory);
  try {
    checkAnalyser(writer, { directory });
    checkModel(writer, { directory, model: embedderId });
  } catch (error) {
    writer.close();
    throw error;
  }
  const readers = createReaderPool(directory);
  const memory = createMemory({ model: embedderId, dimensions });
  const dense = createDenseIndex({ directory, model: embedderId, dimensions });
  const committer = createCommitter(writer, { model: embedderId, dimensions });
  const masks: MaskCache = new Map();
  const texts = createTextCache();
  let closed: Promise<void> | null = null;

  /** Runs a read on a lent connection, in one transaction. */
  function read<T>(run: (reader: Database) => T): T {
    const reader = readers.acquire();
    try {
      return reader.transaction(() => run(reader)).deferred();
    } finally {
      readers.release(reader);
    }
  }

  const embedding = writer.prepare<[string, string], { found: number }>(
    `SELECT 1 AS found FROM passages p JOIN embeddings e ON e.passage = p.id
      WHERE p.sha256 = ? AND e.model = ?`,
  );

  return {
    embedderId,
    latest: async () => read(latestCommit),
    embeddedAlready: async (sha256s) =>
      new Set(sha256s.filter((hash) => embedding.get(hash, embedderId) !== undefined)),
    commit: async (changes) => committer.commit(changes),
    sources: async (corpus) =>
      read((reader) =>
        reader
          .prepare<[string], SourceState>(
            'SELECT document_id AS documentId, sha256 FROM sources WHERE corpus = ?',
          )
          .all(corpus),
      ),
    recordSource: async (source) => committer.recordSource(source),
    snapshot: async (scope) => {
      const reader = readers.acquire();
      const release = () => readers.release(reader);
      return openSnapshot({ reader, memory, dense, masks, texts, scope, release });
    },
    corpora: async (scope) => read((reader) => readCorpora(reader, scope)),
    documents: async (scope, page) => read((reader) => readDocuments(reader, scope, page)),
    document: async (scope, id) => read((reader) => readDocument(reader, scope, id)),
    revision: async (scope, id, revision) =>
      read((reader) => readRevision(reader, scope, id, revision)),
    saveAnswer: async (stored) => insertAnswer(writer, stored),
    answers: async (scope: Scope, page) => read((reader) => readAnswers(reader, scope, page)),
    citingAnswers: async (scope, documentId) =>
      read((reader) => readCitingAnswers(reader, scope, documentId)),
    answer: async (scope, id) => read((reader) => readAnswer(reader, scope, id)),
    saveJob: async (job) => {
      writer
        .prepare('INSERT OR REPLACE INTO jobs (id, status, job) VALUES (?, ?, ?)')
        .run(job.id, job.status, JSON.stringify(job));
    },
    job: async (id) =>
      read((reader) => {
        const job = reader
          .prepare<[string], string>('SELECT job FROM jobs WHERE id = ?')
          .pluck()
          .get(id);
        if (job === undefined) throw new FootnoteError('JOB_NOT_FOUND', { id });
        return JSON.parse(job) as Job;
      }),
    passageCount: async (corpus) => read((reader) => countPassages(reader, corpus)),
    calibration: async (corpus) =>
      read((reader) => {
        const row = reader
          .prepare<[string], { seq: number; calibration: string }>(
            'SELECT seq, calibration FROM calibrations WHERE corpus = ?',
          )
          .get(corpus);
        return row === undefined
          ? null
          : { seq: row.seq, values: JSON.parse(row.calibration) as unknown };
      }),
    saveCalibration: async (corpus, { seq, values }) => {
      writer
        .prepare('INSERT OR REPLACE INTO calibrations (corpus, seq, calibration) VALUES (?, ?, ?)')
        .run(corpus, seq, JSON.stringify(values));
    },
    close: () => {
      closed ??= dense.close().then(() => {
        readers.close();
        writer.close();
      });
      return closed;
    },
  };
}
