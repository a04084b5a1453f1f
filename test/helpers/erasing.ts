import { newId, sha256 } from '../../src/core/ids.ts';
import type { EraseJob, ErasureReceipt, Job, Store, StoredAnswer } from '../../src/store/types.ts';
import { answer, trace } from './fake-parts.ts';

/* Erasures and stored answers, as a store is asked for them. */

export function newEraseJob(documentId: string): EraseJob {
  return {
    id: newId('job'),
    kind: 'erase',
    status: 'running',
    startedAt: new Date().toISOString(),
    finishedAt: null,
    failures: [],
    seq: null,
    documentSha256: sha256(documentId),
    receipt: null,
  };
}

/** Asks for the erasure of a document. @returns the job's id */
export async function requestErasure(
  store: Store,
  documentId: string,
  ifRevision: number | null = null,
): Promise<string> {
  const job = newEraseJob(documentId);
  await store.requestErasure(job, documentId, ifRevision);
  return job.id;
}

/** Erases a document from beginning to end. */
export async function erase(store: Store, documentId: string): Promise<ErasureReceipt> {
  return store.erase(await requestErasure(store, documentId));
}

/** An ingest that ended, of which these files failed. */
export function failedJob(id: string, ...paths: string[]): Job {
  return {
    id,
    kind: 'ingest',
    corpus: null,
    status: 'succeeded',
    startedAt: '2026-03-01T12:00:00.000Z',
    finishedAt: '2026-03-01T12:00:01.000Z',
    progress: {
      filesTotal: paths.length,
      filesDone: 0,
      filesFailed: paths.length,
      passages: 0,
      embedded: 0,
      passagesPerSecond: 0,
      remainingMs: null,
    },
    failures: paths.map((path) => ({ path, code: 'CORRUPT_DOCUMENT', message: 'It is damaged.' })),
    seq: null,
  };
}

interface AnswerSpec {
  readonly seq?: number;
  /** As of that seq, and so never stale. */
  readonly asOf?: number;
  readonly createdAt?: string;
  /** The first words of these revisions. */
  readonly cites?: readonly {
    readonly id: string;
    readonly revision: number;
    readonly end?: number;
  }[];
  readonly lists?: readonly string[];
}

/** The n-th answer: it quotes the beginnings of some revisions, and lists other documents. */
export function answerOf(n: number, spec: AnswerSpec = {}): StoredAnswer {
  const { seq = 1, asOf = null, createdAt = answer.createdAt, cites = [], lists = [] } = spec;
  const cited = answer.citations[0] as (typeof answer.citations)[number];
  const listed = [...cites.map(({ id }) => id), ...lists];
  return {
    answer: {
      ...answer,
      id: `ans_${String(n).padStart(4, '0')}`,
      createdAt,
      snapshot: { seq, asOf },
      stale: asOf === null ? false : null,
      citations: cites.map(({ id: documentId, revision, end = 3 }) => ({
        ...cited,
        documentId,
        revision,
        span: { start: 0, end },
      })),
    },
    trace: {
      ...trace,
      seq,
      retrieval: { candidates: listed.map((documentId) => ({ documentId })) },
    },
  };
}

/** Notes of every commit that its stale answers have been told: there were none. */
export async function followAll(store: Store): Promise<void> {
  for (;;) {
    const commit = await store.unfollowedCommit();
    if (commit === null) return;
    await store.recordOvertaken(commit.seq, []);
  }
}
