import type { Database } from 'better-sqlite3';
import { Type } from 'typebox';
import { sha256 } from '../../../core/ids.ts';
import { MetadataSchema, SpanSchema, type Span } from '../../../core/model.ts';
import type { CheckName, Finding } from './checks.ts';
import { verifyOccurrences } from './occurrences.ts';
import { findRows, jsonReader } from './rows.ts';

/* The text of each revision, and the passages that it is cut into. */

interface RevisionRow {
  id: number;
  sha256: string;
  characters: number;
  passages: number;
  title: string;
  titleStated: number;
  mediaType: string;
  metadata: string;
  headings: string;
  pages: string;
  /** As bytes, since reading it as text would mend it. */
  text: Buffer;
}

const readMetadata = jsonReader(MetadataSchema);
const readHeadings = jsonReader(
  Type.Array(
    Type.Intersect([
      SpanSchema,
      Type.Object({ level: Type.Integer({ minimum: 1 }), text: Type.String() }),
    ]),
  ),
);
const readPages = jsonReader(
  Type.Array(Type.Intersect([SpanSchema, Type.Object({ page: Type.Integer({ minimum: 1 }) })])),
);

export function* verifyRevisions(database: Database): Generator<Finding> {
  const rows = database
    .prepare<[], RevisionRow>(
      `SELECT id, sha256, characters, passages, title, title_stated AS titleStated, media_type AS mediaType,
              metadata, headings, pages, CAST(text AS BLOB) AS text
         FROM revisions WHERE retained = 1 ORDER BY id`,
    )
    .iterate();
  for (const row of rows) {
    const { id, mediaType, title } = row;
    const pages = readPages(row.pages) ?? [];
    const text = row.text.toString('utf8');
    yield* verifyText(row, text);
    yield* verifyStructure(row, text.length);
    const revision = { id, text, mediaType, title, titleStated: row.titleStated === 1, pages };
    const passages = yield* verifyOccurrences(database, revision);
    if (passages !== row.passages) {
      const detail = `revision row ${id} has ${passages} passages, and says ${row.passages}`;
      yield { check: 'revision-passages', detail };
    }
  }
  yield* verifyCollected(database);
}

function* verifyText(row: RevisionRow, text: string): Generator<Finding> {
  const flaws = [
    ...(row.text.equals(Buffer.from(text)) ? [] : ['is not UTF-8']),
    ...(text.includes('\0') ? ['holds U+0000'] : []),
    ...(text.startsWith('\ufeff') ? ['begins with a byte order mark'] : []),
    ...(sha256(row.text) === row.sha256 ? [] : ['has another SHA-256 than it says']),
    ...(text.length === row.characters
      ? []
      : [`has ${text.length} characters, and says ${row.characters}`]),
  ];
  yield* flawsOf(row, 'revision-text', flaws);
}

function* verifyStructure(row: RevisionRow, characters: number): Generator<Finding> {
  const headings = readHeadings(row.headings);
  const pages = readPages(row.pages);
  const flaws = [
    ...(readMetadata(row.metadata) ? [] : ['has no well-formed metadata']),
    ...(headings && inOrder(headings, characters) ? [] : ['has headings that are not in its text']),
    ...(pages && inOrder(pages, characters) ? [] : ['has pages that are not in its text']),
  ];
  yield* flawsOf(row, 'revision-structure', flaws);
}

function* flawsOf(
  { id }: RevisionRow,
  check: CheckName,
  flaws: readonly string[],
): Generator<Finding> {
  for (const flaw of flaws) yield { check, detail: `revision row ${id} ${flaw}` };
}

/** Whether spans lie in a text of this length one after the other. */
function inOrder(spans: readonly Span[], characters: number): boolean {
  return spans.every(
    ({ start, end }, i) => (spans[i - 1]?.end ?? 0) <= start && start <= end && end <= characters,
  );
}

function* verifyCollected(database: Database): Generator<Finding> {
  yield* findRows(
    database,
    'collected-revision',
    `SELECT 'revision row ' || id || ' is not retained, and is not empty and closed'
       FROM revisions r
      WHERE retained = 0
        AND (to_seq IS NULL OR title <> '' OR metadata <> '{}' OR headings <> '[]' OR pages <> '[]'
             OR text <> '' OR EXISTS (SELECT 1 FROM occurrences o WHERE o.revision = r.id))`,
  );
}
