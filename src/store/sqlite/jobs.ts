import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { sha256 } from '../../core/ids.ts';
import type { Job } from '../types.ts';
import { latestCommit } from './commit-log.ts';
import { appendEvent } from './event-log.ts';
import { prepared } from './statements.ts';
import { isRunning } from './running.ts';

/**
 * Keeps a job and who runs it. How far an ingest is goes into the log of events.
 * @param owner the process, as `<pid>:<its start>`
 */
export function saveJob(writer: Database, job: Job, owner: string): void {
  writer
    .transaction(() => {
      const failures = job.failures.filter(({ path }) => !wasErasedSince(writer, path, job));
      prepared<[string, string, string, string], never>(
        writer,
        `INSERT INTO jobs (id, status, job, owner) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, job = excluded.job`,
      ).run(job.id, job.status, JSON.stringify({ ...job, failures }), owner);
      if (job.kind !== 'ingest') return;
      const { id, status, corpus, progress } = job;
      appendEvent(writer, {
        seq: latestCommit(writer).seq,
        type: 'ingest-progress',
        document: null,
        answer: null,
        data: { jobId: id, status, corpus, ...progress },
      });
    })
    .immediate();
}

/** Whether a document was erased while the job was running, which has its name in memory. */
function wasErasedSince(writer: Database, path: string, { startedAt }: Job): boolean {
  const erased = prepared<[string, string], number>(
    writer,
    `SELECT 1 FROM erased_documents e JOIN commits c ON c.seq = e.seq
      WHERE e.document_sha256 = ? AND c.committed_at >= ?`,
  );
  return erased.get(sha256(path.normalize('NFC')), startedAt) !== undefined;
}

/** @throws JOB_NOT_FOUND */
export function readJob(reader: Database, id: string): Job {
  const job = prepared<[string], string>(reader, 'SELECT job FROM jobs WHERE id = ?')
    .pluck()
    .get(id);
  if (job === undefined) throw new FootnoteError('JOB_NOT_FOUND', { id });
  return JSON.parse(job) as Job;
}

/**
 * Marks ingests that run in no process any more as interrupted, and takes over erasures of such processes.
 * @returns ids of those erasures, oldest first
 */
export function recoverJobs(writer: Database, owner: string): string[] {
  const recover = writer.transaction(() => {
    const running = prepared<
      [],
      { id: string; job: string; owner: string | null; erasure: number }
    >(
      writer,
      `SELECT j.id, j.job, j.owner, e.job IS NOT NULL AS erasure FROM jobs j LEFT JOIN erasures e ON e.job = j.id
        WHERE j.status = 'running' OR e.step <> 'finished' ORDER BY j.id`,
    ).all();
    // A number may be another process's by now. An erasure may be made twice at once, but never by nobody.
    const left = running.filter((row) =>
      row.erasure === 1 ? row.owner !== owner : !isAlive(row.owner, owner),
    );
    const erasures: string[] = [];
    for (const { id, job: text } of left) {
      const job = JSON.parse(text) as Job;
      if (job.kind === 'erase') {
        erasures.push(id);
        writer.prepare('UPDATE jobs SET owner = ? WHERE id = ?').run(owner, id);
      } else {
        saveJob(
          writer,
          { ...job, status: 'interrupted', finishedAt: new Date().toISOString() },
          owner,
        );
      }
    }
    return erasures;
  });
  return recover.immediate();
}

/** Whether the process that a job names is there. One that has our number but began at another time is not. */
function isAlive(named: string | null, own: string): boolean {
  if (named === null) return false;
  if (named === own) return true;
  const pid = Number(named.split(':')[0]);
  return pid !== process.pid && isRunning(pid);
}
