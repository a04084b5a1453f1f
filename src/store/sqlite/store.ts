import type { Database } from 'better-sqlite3';
import type { Store } from '../types.ts';
import { readAnswer, readAnswers } from './answers.ts';
import { readCalibration } from './calibrations.ts';
import { checkAnalyser } from './check-analyser.ts';
import { latestCommit } from './commit-log.ts';
import { createReaderPool, openWriter } from './connection.ts';
import { createDenseOfModel } from './dense-of-model.ts';
import {
  countPassages,
  readCorpora,
  readDocument,
  readDocuments,
  readRevision,
  readRevisionPassages,
} from './documents.ts';
import { countUnembedded, readEmbedded, readUnembedded } from './embedded.ts';
import { modelInUse, readVectorCounts } from './embedding-models.ts';
import { eraseDocument } from './erase.ts';
import { countErasures } from './erasure.ts';
import { eventPosition, latestEventPosition, readEvents } from './event-log.ts';
import { readQuotedSpans, readUnfollowedCommit } from './followed.ts';
import { readJob } from './jobs.ts';
import { createMemory } from './memory.ts';
import { openSnapshot, type MaskCache } from './snapshot.ts';
import { createRecordCache } from './read-records.ts';
import { readSources } from './sources.ts';
import { createTextCache } from './text-cache.ts';
import { createWriter } from './writer.ts';

/**
 * The embedded store: SQLite in `directory` is the truth; postings, vectors and the HNSW graph are caches
 * of it, in memory and in a checked file. One thread writes, this one reads, and another has the graph. Which
 * embedding model is in use stands in the database.
 * @throws STORE_UNUSABLE when the directory cannot be used
 */
export function createSqliteStore({ directory }: { directory: string }): Store {
  prepareDirectory(directory);
  const owner = `${process.pid}:${Math.round(performance.timeOrigin)}`;
  const writer = createWriter({ directory, owner });
  const readers = createReaderPool(directory);
  const memory = createMemory();
  const dense = createDenseOfModel(directory);
  const masks: MaskCache = new Map();
  const texts = createTextCache();
  const records = createRecordCache();
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

  async function close(): Promise<void> {
    await dense.close();
    readers.close();
    // Last, since a connection that only reads cannot fold the log into the database when it is the last.
    await writer.close();
  }

  return {
    latest: async () => read(latestCommit),

    embeddedAlready: async (model, sha256s) =>
      read((reader) => readEmbedded(reader, model, sha256s)),
    commit: (changes) => writer.run('commit', changes),
    sources: async (corpus) => read((reader) => readSources(reader, corpus)),
    recordSource: (source) => writer.run('recordSource', source),
    recordErasedSourceGone: (hash) => writer.run('recordErasedSourceGone', hash),

    modelInUse: async () => read(modelInUse),
    vectorCounts: async () => read(readVectorCounts),
    unembeddedCount: async (model) => read((reader) => countUnembedded(reader, model)),
    unembedded: async (model, after, limit) =>
      read((reader) => readUnembedded(reader, model, after, limit)),
    storeVectors: (model, embedded) => writer.run('storeVectors', model, embedded),
    switchModel: (model) => writer.run('switchModel', model),

    snapshot: async (scope) => {
      await memory.readAhead(read);
      const reader = readers.acquire();
      const release = () => readers.release(reader);
      return openSnapshot({ reader, memory, dense, masks, texts, records, scope, release });
    },
    corpora: async (scope) => read((reader) => readCorpora(reader, scope)),
    documents: async (scope, page) => read((reader) => readDocuments(reader, scope, page)),
    document: async (scope, id) => read((reader) => readDocument(reader, scope, id)),
    revision: async (scope, id, revision) =>
      read((reader) => readRevision(reader, scope, id, revision)),
    revisionPassages: async (scope, id, revision) =>
      read((reader) => readRevisionPassages(reader, scope, id, revision)),

    saveAnswer: (stored) => writer.run('saveAnswer', stored),
    answers: async (scope, page) => read((reader) => readAnswers(reader, scope, page)),
    answer: async (scope, id) => read((reader) => readAnswer(reader, scope, id)),
    quotedSpans: async (scope, id) => read((reader) => readQuotedSpans(reader, scope, id)),

    unfollowedCommit: async () => read(readUnfollowedCommit),
    recordOvertaken: (seq, overtaken) => writer.run('recordOvertaken', seq, overtaken),
    events: async (scope, after, limit) =>
      read((reader) => readEvents(reader, scope, after, limit)),
    eventPosition: async (id) => read((reader) => eventPosition(reader, id)),
    latestEventPosition: async () => read(latestEventPosition),

    saveJob: (job) => writer.run('saveJob', job),
    job: async (id) => read((reader) => readJob(reader, id)),
    recoverJobs: () => writer.run('recoverJobs'),
    requestErasure: (job, id, ifRevision) => writer.run('requestErasure', job, id, ifRevision),
    erase: (jobId, signal) => eraseDocument({ writer, dense }, jobId, signal),
    erasuresSince: async (seq) => read((reader) => countErasures(reader, seq)),
    collect: (retention) => writer.run('collect', retention),

    passageCount: async (corpus) => read((reader) => countPassages(reader, corpus)),
    calibration: async (corpus, seq) => read((reader) => readCalibration(reader, corpus, seq)),
    saveCalibration: (corpus, calibration) => writer.run('saveCalibration', corpus, calibration),

    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

/** Brings the schema up to date and looks whether what is there fits, before any thread begins. */
function prepareDirectory(directory: string): void {
  const database = openWriter(directory);
  try {
    checkAnalyser(database, { directory });
  } finally {
    database.close();
  }
}
