import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { ANALYSER } from '../../src/core/analyse.ts';
import { sha256 } from '../../src/core/ids.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { analyseFields, packTerms } from '../../src/store/term-sequence.ts';
import { answer, trace } from './fake-parts.ts';
import { TEST_EMBEDDER, vectorOf } from './documents.ts';

/*
 * A store as an older version left it, written by hand: the schema of that time, with one document of one
 * passage, an answer that cites it, its file's state, a calibration, and a job that was running.
 */

export const OLD_DOCUMENT = { id: 'support/old.md', text: 'Refunds take 14 days.', title: 'Old' };
export const OLD_ANSWER = 'ans_0001';
export const OLD_JOB = 'job_0001';

/** @param version how many migrations it has seen: 1 or 2 */
export function writeOldStore(directory: string, version: number): void {
  mkdirSync(directory, { recursive: true });
  const database = new Sqlite(join(directory, 'footnote.db'));
  database.pragma('journal_mode = WAL');
  for (const migration of MIGRATIONS.slice(0, version)) database.exec(migration);
  database.pragma(`user_version = ${version}`);
  const { id, text, title } = OLD_DOCUMENT;
  database.exec(`
    INSERT INTO commits VALUES (1, '2026-01-01T00:00:00.000Z');
    INSERT INTO documents VALUES (1, '${id}', 'support', 1, NULL);
    INSERT INTO revisions (id, document, revision, from_seq, sha256, source_sha256, media_type, title,
                           title_stated, metadata, chunker, passages, characters, headings, pages, text)
      VALUES (1, 1, 1, 1, '${sha256(text)}', '${sha256(text)}', 'text/plain', '${title}', 0, '{}', 'test', 1,
              ${text.length}, '[]', '[]', '${text}');
    INSERT INTO passages VALUES (1, '${sha256(text)}', '${text}');
    INSERT INTO occurrences VALUES (1, 0, 1, 0, ${text.length}, 1, 1, NULL, '[]',
                                    '[["sentence",0,${text.length}]]', NULL, NULL);
    INSERT INTO sources VALUES ('${id}', 'support', '${sha256(text)}');
    INSERT INTO calibrations VALUES ('support', 1, '{"threshold":0.5}');
    INSERT INTO jobs VALUES ('${OLD_JOB}', 'running', '${JSON.stringify(oldJob)}');`);
  insertPostings(database, text);
  const vector = vectorOf(text);
  database
    .prepare('INSERT INTO embeddings (passage, model, vector) VALUES (1, ?, ?)')
    .run(TEST_EMBEDDER, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
  insertAnswer(database);
  database.close();
}

const oldJob = {
  id: OLD_JOB,
  kind: 'ingest',
  corpus: null,
  status: 'running',
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: null,
  progress: {
    filesTotal: 1,
    filesDone: 0,
    filesFailed: 0,
    passages: 0,
    embedded: 0,
    passagesPerSecond: 0,
    remainingMs: null,
  },
  failures: [],
  seq: null,
};

function insertPostings(database: Database, text: string): void {
  const { title, headings, text: terms } = analyseFields({ title: null, headings: [], text });
  const insert = database.prepare('INSERT INTO terms (term) VALUES (?)');
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = numbers.get(term) ?? Number(insert.run(term).lastInsertRowid);
    numbers.set(term, known);
    return known;
  };
  const numbered = {
    title: title.map(numberOf),
    headings: headings.map(numberOf),
    text: terms.map(numberOf),
  };
  database.prepare('INSERT INTO postings VALUES (1, ?, ?)').run(ANALYSER, packTerms(numbered));
}

function insertAnswer(database: Database): void {
  const { id: documentId, text } = OLD_DOCUMENT;
  const [cited] = answer.citations;
  const span = { start: 13, end: 20 };
  const quote = text.slice(span.start, span.end);
  const citation = { ...cited, documentId, revision: 1, span, quote };
  // These two did not exist then.
  const { incomplete: _, fallback: __, ...then } = answer;
  const old = { ...then, id: OLD_ANSWER, citations: [citation] };
  database
    .prepare('INSERT INTO answers VALUES (?, 1, ?, ?, ?)')
    .run(OLD_ANSWER, '2026-01-02T00:00:00.000Z', JSON.stringify(old), JSON.stringify(trace));
  database.prepare(`INSERT INTO answer_documents VALUES (?, 1, 'cites')`).run(OLD_ANSWER);
}
