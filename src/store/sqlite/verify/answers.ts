import type { Database } from 'better-sqlite3';
import { AnswerSchema, type Answer, type Citation } from '../../../core/model.ts';
import { TraceSchema, type Trace } from '../../../core/trace.ts';
import { prepared } from '../statements.ts';
import { createTextCache } from '../text-cache.ts';
import type { Finding } from './checks.ts';
import { findRows, jsonReader } from './rows.ts';

/* Stored answers: that what they quote is still there to the letter, and that they are found by it. */

interface AnswerRow {
  id: string;
  seq: number;
  createdAt: string;
  asOf: number;
  answer: string;
  trace: string;
}

interface CitedRevision {
  id: number;
  sha256: string;
  retained: number;
}

const readAnswer = jsonReader(AnswerSchema);
const readTrace = jsonReader(TraceSchema);

export function* verifyAnswers(database: Database): Generator<Finding> {
  const texts = createTextCache();
  const rows = database
    .prepare<[], AnswerRow>(
      'SELECT id, seq, created_at AS createdAt, as_of AS asOf, answer, trace FROM answers ORDER BY id',
    )
    .iterate();
  for (const row of rows) {
    const answer = readAnswer(row.answer);
    const trace = readTrace(row.trace);
    if (answer === undefined || trace === undefined) {
      yield { check: 'answer', detail: `${row.id} or its trace is not well-formed` };
      continue;
    }
    if (!sameColumns(row, answer)) {
      yield { check: 'answer', detail: `${row.id} says otherwise than its columns` };
    }
    yield* verifyClaims(answer);
    const quoted = new Set<string>();
    for (const citation of answer.citations) {
      const revision = revisionOf(database, citation);
      const flaw = citationFlaw(citation, revision, (id) => texts.get(database, id));
      if (flaw !== null) {
        yield { check: 'citation', detail: `citation ${citation.number} of ${row.id} ${flaw}` };
      }
      if (revision) quoted.add(`${revision.id}:${citation.span.start}-${citation.span.end}`);
    }
    yield* verifyLinks(database, answer, trace, quoted);
  }
  yield* verifySeqs(database);
}

function sameColumns({ id, seq, createdAt, asOf }: AnswerRow, answer: Answer): boolean {
  return (
    answer.id === id &&
    answer.snapshot.seq === seq &&
    answer.createdAt === createdAt &&
    (answer.stale === null) === (asOf === 1)
  );
}

function* verifyClaims({ id, text, claims, citations }: Answer): Generator<Finding> {
  const numbers = new Set(citations.map(({ number }) => number));
  for (const [index, claim] of claims.entries()) {
    const stands = text.slice(claim.span.start, claim.span.end) === claim.text;
    const cited = claim.citations.length > 0 && claim.citations.every((n) => numbers.has(n));
    if (!stands) yield { check: 'claim', detail: `claim ${index + 1} of ${id} is not at its span` };
    if (!cited)
      yield { check: 'claim', detail: `claim ${index + 1} of ${id} cites what is not there` };
  }
}

function revisionOf(database: Database, citation: Citation): CitedRevision | undefined {
  return prepared<[string, number], CitedRevision>(
    database,
    `SELECT r.id, r.sha256, r.retained FROM documents d JOIN revisions r ON r.document = d.id
      WHERE d.document_id = ? AND r.revision = ?`,
  ).get(citation.documentId, citation.revision);
}

function citationFlaw(
  { revisionSha256, span, quote }: Citation,
  revision: CitedRevision | undefined,
  textOf: (revisionId: number) => string,
): string | null {
  if (revision === undefined) return 'is of a revision that is not there';
  if (revision.retained === 0) return `is of revision row ${revision.id}, which is not kept`;
  if (revision.sha256 !== revisionSha256) {
    return `says another SHA-256 than revision row ${revision.id} has`;
  }
  const stands = textOf(revision.id).slice(span.start, span.end) === quote && quote !== '';
  return stands
    ? null
    : `does not stand at ${span.start} to ${span.end} of revision row ${revision.id}`;
}

/** What the tables beside the answer say of it, worked out anew from the answer. */
function* verifyLinks(
  database: Database,
  { id, citations }: Answer,
  trace: Trace,
  quoted: ReadonlySet<string>,
): Generator<Finding> {
  const links = new Map<string, string>();
  for (const documentId of listedDocuments(trace)) links.set(documentId, 'lists');
  for (const { documentId } of citations) links.set(documentId, 'cites');
  const stored = prepared<[string], [string, string]>(
    database,
    `SELECT d.document_id, ad.role FROM answer_documents ad JOIN documents d ON d.id = ad.document
      WHERE ad.answer = ?`,
  );
  const linked = new Map(stored.raw().all(id));
  const differing = [...new Set([...links.keys(), ...linked.keys()])].filter(
    (documentId) => links.get(documentId) !== linked.get(documentId),
  );
  if (differing.length > 0) {
    const detail = `${id} has ${differing.length} links to documents missing, wrong or too many`;
    yield { check: 'answer-documents', detail };
  }
  const notedSpans = prepared<[string], string>(
    database,
    `SELECT revision || ':' || span_start || '-' || span_end FROM answer_quotes WHERE answer = ?`,
  );
  const noted = new Set(notedSpans.pluck().all(id));
  const unequal = [...new Set([...noted, ...quoted])].filter(
    (span) => !noted.has(span) || !quoted.has(span),
  );
  if (unequal.length > 0) {
    const detail = `${id} differs in these spans of revision rows: ${unequal.join(', ')}`;
    yield { check: 'answer-quotes', detail };
  }
}

function listedDocuments({ retrieval: { candidates } }: Trace): string[] {
  if (!Array.isArray(candidates)) return [];
  return (candidates as { documentId: string }[]).map(({ documentId }) => documentId);
}

function* verifySeqs(database: Database): Generator<Finding> {
  yield* findRows(
    database,
    'answer-erased',
    `SELECT id || ' is there, and was erased by commit ' || e.seq
       FROM erased_answers e JOIN answers a USING (id)`,
  );
  yield* findRows(
    database,
    'answer',
    `SELECT id || ' is of seq ' || seq || ', which is not there' FROM answers
      WHERE seq > (SELECT coalesce(max(seq), 0) FROM commits)`,
  );
}
