import type { Database } from 'better-sqlite3';
import type { EmbeddingModel } from '../../core/embedding-model.ts';
import type {
  CollectReceipt,
  CommitReceipt,
  DocumentChange,
  EmbeddedText,
  EraseJob,
  ErasureReceipt,
  Job,
  ModelSwitch,
  OvertakenAnswers,
  Retention,
  SourceChange,
  StoredAnswer,
} from '../types.ts';
import { insertAnswer } from './answers.ts';
import { saveCalibration } from './calibrations.ts';
import { collect } from './collect.ts';
import { createCommitter } from './commit.ts';
import { storeVectors, switchModel } from './embedding-models.ts';
import { finishErasure, removeErased, requestErasure } from './erasure.ts';
import { recordOvertaken } from './followed.ts';
import { recoverJobs, saveJob } from './jobs.ts';
import { deleteIndexFiles, emptyLog, rewriteDatabase } from './purge.ts';
import { recordErasedSourceGone, recordSource } from './sources.ts';

export interface WriterPayload {
  readonly directory: string;
  /** This process, as jobs name it. */
  readonly owner: string;
}

/** All that is ever written to the database, each as one call; see the store's port for what they do. */
export function createWriteOperations(writer: Database, payload: WriterPayload) {
  const { directory, owner } = payload;
  const commit = createCommitter(writer);
  return {
    commit: (changes: readonly DocumentChange[]): CommitReceipt => commit(changes),
    storeVectors: (model: EmbeddingModel, embedded: readonly EmbeddedText[]): void =>
      storeVectors(writer, model, embedded),
    switchModel: (model: EmbeddingModel): ModelSwitch => switchModel(writer, model),
    recordSource: (source: SourceChange): void =>
      writer.transaction(() => recordSource(writer, source)).immediate(),
    recordErasedSourceGone: (documentSha256: string): void =>
      recordErasedSourceGone(writer, documentSha256),
    saveAnswer: (stored: StoredAnswer): void => insertAnswer(writer, stored),
    recordOvertaken: (seq: number, overtaken: readonly OvertakenAnswers[]): void =>
      recordOvertaken(writer, seq, overtaken),
    saveJob: (job: Job): void => saveJob(writer, job, owner),
    recoverJobs: (): string[] => recoverJobs(writer, owner),
    requestErasure: (job: EraseJob, documentId: string, ifRevision: number | null): void =>
      requestErasure(writer, job, documentId, ifRevision, owner),
    removeErased: (jobId: string): void => removeErased(writer, jobId),
    rewriteDatabase: (): void => rewriteDatabase(writer),
    emptyLog: (): boolean => emptyLog(writer),
    deleteIndexFiles: (): void => deleteIndexFiles(directory),
    finishErasure: (jobId: string): ErasureReceipt => finishErasure(writer, jobId, owner),
    collect: (retention: Retention): CollectReceipt => collect(writer, retention),
    saveCalibration: (corpus: string, calibration: { seq: number; values: unknown }): void =>
      saveCalibration(writer, corpus, calibration),
  };
}

export type WriteOperations = ReturnType<typeof createWriteOperations>;
