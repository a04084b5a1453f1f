import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { Type, type Static } from 'typebox';
import type { Finding, Note } from './checks.ts';
import { jsonReader } from './rows.ts';
import { isRunning } from '../running.ts';

/* Jobs, and the journal of erasures. */

const ReceiptSchema = Type.Object({ documentSha256: Type.String(), seq: Type.Integer() });
const readReceipt = jsonReader(ReceiptSchema);
const readJob = jsonReader(
  Type.Object({
    id: Type.String(),
    kind: Type.Enum(['ingest', 'erase']),
    status: Type.Enum(['running', 'succeeded', 'failed', 'interrupted']),
    failures: Type.Array(Type.Object({ path: Type.String() })),
    receipt: Type.Optional(Type.Union([Type.Null(), ReceiptSchema])),
  }),
);

interface JobRow {
  id: string;
  status: string;
  job: string;
  owner: string | null;
  /** null for a job that is no erasure. */
  step: string | null;
  documentId: string | null;
  receipt: string | null;
}

export function* verifyJobs(database: Database): Generator<Finding | Note> {
  const rows = database
    .prepare<[], JobRow>(
      `SELECT j.id, j.status, j.job, j.owner, e.step, e.document_id AS documentId, e.receipt
         FROM jobs j LEFT JOIN erasures e ON e.job = j.id ORDER BY j.id`,
    )
    .iterate();
  for (const row of rows) {
    const { id, status, step } = row;
    const job = readJob(row.job);
    const fits =
      job?.id === id && job.status === status && (job.kind === 'erase') === (step !== null);
    if (!fits) yield { check: 'job', detail: `${id} is not well-formed, or says otherwise` };
    else if (step !== null) yield* verifyErasure(row, job.receipt ?? null);
    const ended = step === null ? status !== 'running' : step === 'finished';
    if (!ended && isGone(row.owner)) yield noteOf(row);
  }
}

function noteOf({ id, step, owner }: JobRow): Note {
  const process = owner === null ? 'no process' : `process ${owner.split(':')[0]}, which is gone`;
  return step === null
    ? { note: 'interrupted-job', detail: `${id} is of ${process}` }
    : { note: 'unfinished-erasure', detail: `${id} is ${step}, and is of ${process}` };
}

function* verifyErasure(
  { id, status, step, documentId, receipt: text }: JobRow,
  told: Static<typeof ReceiptSchema> | null,
): Generator<Finding> {
  const receipt = text === null ? null : readReceipt(text);
  const flaws = [
    ...((documentId === null) === (step !== 'requested')
      ? []
      : ['has the name of its document, or lacks it']),
    ...((receipt === null) === (step === 'requested') && receipt !== undefined
      ? []
      : ['has a receipt, or lacks it']),
    ...((told !== null) === (step === 'finished') &&
    (told === null || isDeepStrictEqual(told, receipt))
      ? []
      : ['has told another receipt']),
    ...((status === 'succeeded') === (step === 'finished') ? [] : [`has ${status}`]),
  ];
  for (const flaw of flaws) yield { check: 'erasure', detail: `${id} is ${step}, and ${flaw}` };
}

/** Whether the process that a job names runs no more. */
function isGone(owner: string | null): boolean {
  return owner === null || !isRunning(Number(owner.split(':')[0]));
}
