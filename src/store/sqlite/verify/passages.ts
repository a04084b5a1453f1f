import type { Database } from 'better-sqlite3';
import { ANALYSER } from '../../../core/analyse.ts';
import { sha256 } from '../../../core/ids.ts';
import { forEachTerm, FIELD_WEIGHTS, packTerms, type FieldTerms } from '../../term-sequence.ts';
import type { Finding } from './checks.ts';
import { analysedAgain } from './passage-terms.ts';
import { findRows } from './rows.ts';

/* Passages, the terms that they are found by, and the vocabulary. */

interface PassageRow {
  id: number;
  sha256: string;
  /** As bytes, since reading it as text would mend it. */
  text: Buffer;
  /** null when the passage has no postings. */
  analyser: string | null;
  terms: Buffer | null;
}

export function* verifyPassages(database: Database): Generator<Finding> {
  yield* findRows(
    database,
    'passage-orphan',
    `SELECT 'passage row ' || id || ' stands in no revision' FROM passages
      WHERE NOT EXISTS (SELECT 1 FROM occurrences WHERE occurrences.passage = passages.id)`,
  );
  const vocabulary = new Map(
    database.prepare<[], [number, string]>('SELECT id, term FROM terms').raw().all(),
  );
  const unused = new Set(vocabulary.keys());
  const rows = database
    .prepare<[], PassageRow>(
      `SELECT p.id, p.sha256, CAST(p.embedded_text AS BLOB) AS text, t.analyser, t.terms
         FROM passages p LEFT JOIN postings t ON t.passage = p.id ORDER BY p.id`,
    )
    .iterate();
  for (const row of rows) {
    if (sha256(row.text) !== row.sha256) {
      yield { check: 'passage-text', detail: `passage row ${row.id} has another SHA-256` };
    }
    yield* verifyPostings(database, row, vocabulary, unused);
  }
  for (const term of unused) {
    yield { check: 'term-unused', detail: `term row ${term} stands in no postings` };
  }
}

/** Takes the terms that it meets out of `unused`. */
function* verifyPostings(
  database: Database,
  { id, text, analyser, terms: packed }: PassageRow,
  vocabulary: ReadonlyMap<number, string>,
  unused: Set<number>,
): Generator<Finding> {
  const fields = packed === null ? null : unpackTerms(packed);
  const numbers = fields === null ? [] : [...fields.title, ...fields.headings, ...fields.text];
  for (const number of numbers) unused.delete(number);
  const flaw = flawOf(packed, fields, analyser);
  const unknown = numbers.filter((number) => !vocabulary.has(number));
  if (flaw !== null) yield { check: 'postings', detail: `passage row ${id} ${flaw}` };
  else if (unknown.length > 0) {
    const detail = `passage row ${id} has postings of unknown terms: ${unknown.join(', ')}`;
    yield { check: 'postings', detail };
  } else if (fields !== null) {
    const words = (field: readonly number[]) => field.map((number) => vocabulary.get(number) ?? '');
    const { title, headings } = fields;
    const found = { title: words(title), headings: words(headings), text: words(fields.text) };
    if (!analysedAgain(database, id, text.toString('utf8'), found)) {
      yield { check: 'postings-terms', detail: `passage row ${id} has postings of another text` };
    }
  }
}

function flawOf(
  packed: Buffer | null,
  fields: FieldTerms<number> | null,
  analyser: string | null,
): string | null {
  if (packed === null || fields === null) return 'has no postings';
  if (analyser !== ANALYSER) return `has postings of ${analyser}, not of ${ANALYSER}`;
  // What is packed again and is the same was whole, to the last byte.
  return packed.equals(packTerms(fields)) ? null : 'has postings that cannot be read';
}

function unpackTerms(packed: Uint8Array): FieldTerms<number> {
  const title: number[] = [];
  const headings: number[] = [];
  const text: number[] = [];
  forEachTerm(packed, (term, weight) => {
    if (weight === FIELD_WEIGHTS.title) title.push(term);
    else if (weight === FIELD_WEIGHTS.headings) headings.push(term);
    else text.push(term);
  });
  return { title, headings, text };
}
