import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKS, type CheckName } from '../../../src/store/sqlite/verify/checks.ts';
import { verifyStore } from '../../../src/store/sqlite/verify/verify.ts';
import {
  makeFixture,
  openRaw,
  saveIndex,
  type IndexChanges,
  type VerifyFixture,
} from './verify-fixture.ts';

/* Each thing that can be broken is broken by hand, and the check of it must say so. */

/** What is to be told of a check, and what breaks it, as SQL. */
const IN_TABLES: readonly [CheckName, told: RegExp, sql: string][] = [
  [
    'sqlite-integrity',
    /CHECK constraint failed in answer_documents/,
    `UPDATE answer_documents SET role = 'x'`,
  ],
  [
    'foreign-keys',
    /row 999 of postings names a row of passages/,
    `INSERT INTO postings VALUES (999, 'a', x'0000')`,
  ],
  [
    'foreign-keys',
    /row 3 of revisions names a row of commits/,
    'UPDATE revisions SET from_seq = -1 WHERE id = 3',
  ],
  ['schema-version', /version 99/, 'PRAGMA user_version = 99'],
  ['schema-version', /version 0/, 'PRAGMA user_version = 0'],
  ['commit-numbers', /commit 13 is number 12/, 'DELETE FROM commits WHERE seq = 12'],
  [
    'commit-times',
    /commit 9 of 2001 follows/,
    `UPDATE commits SET committed_at = '2001' WHERE seq = 9`,
  ],
  [
    'document-id',
    /row 2 has no valid id/,
    `UPDATE documents SET document_id = 'support/../a' WHERE id = 2`,
  ],
  [
    'document-id',
    /row 2 is in another corpus/,
    `UPDATE documents SET corpus = 'legal' WHERE id = 2`,
  ],
  [
    'document-id',
    /row 2 has no list of readers/,
    `UPDATE documents SET readers = '{}' WHERE id = 2`,
  ],
  [
    'revision-interval',
    /row 2 is valid from 2 to 2/,
    'UPDATE revisions SET to_seq = from_seq WHERE id = 2',
  ],
  [
    'revision-overlap',
    /row 9 of document row 7 begins before row 8 ends/,
    'UPDATE revisions SET to_seq = 10 WHERE id = 8',
  ],
  [
    'revision-overlap',
    /row 10 of document row 7 begins before row 9 ends/,
    `DROP INDEX revisions_current; UPDATE revisions SET to_seq = NULL WHERE id = 9`,
  ],
  [
    'revision-number',
    /row 7 has revision 9 where 4 should be/,
    'UPDATE revisions SET revision = 9 WHERE id = 10',
  ],
  [
    'revision-number',
    /row 4 ends with revision 2, and says 3/,
    'UPDATE documents SET last_revision = 3 WHERE id = 4',
  ],
  [
    'revision-number',
    /row 12 has revision 1 where 2 should be/,
    `UPDATE revisions SET revision = 1 WHERE document = 12;
     UPDATE documents SET last_revision = 1 WHERE id = 12`,
  ],
  [
    'revision-text',
    /row 6 has another SHA-256/,
    `UPDATE revisions SET text = replace(text, 'e', 'E')`,
  ],
  [
    'revision-text',
    /row 6 has \d+ characters, and says \d+/,
    'UPDATE revisions SET characters = characters + 1',
  ],
  ['revision-text', /row 6 is not UTF-8/, `UPDATE revisions SET text = CAST(x'EDA080' AS TEXT)`],
  ['revision-text', /row 6 holds U\+0000/, 'UPDATE revisions SET text = text || char(0)'],
  [
    'revision-text',
    /row 6 begins with a byte order mark/,
    'UPDATE revisions SET text = char(65279) || text',
  ],
  ['revision-structure', /no well-formed metadata/, `UPDATE revisions SET metadata = '{'`],
  [
    'revision-structure',
    /headings that are not in its text/,
    `UPDATE revisions SET headings = '[{"level":1,"text":"A","start":3,"end":9000}]'`,
  ],
  [
    'revision-structure',
    /pages that are not in its text/,
    `UPDATE revisions SET pages = '[{"page":1,"start":5,"end":9},{"page":2,"start":0,"end":5}]'`,
  ],
  [
    'revision-passages',
    /row 6 has 2 passages, and says 7/,
    'UPDATE revisions SET passages = 7 WHERE id = 6',
  ],
  [
    'collected-revision',
    /row 7 is not retained, and/,
    `UPDATE revisions SET title = 'A' WHERE retained = 0`,
  ],
  [
    'collected-revision',
    /row 7 is not retained, and/,
    'DROP INDEX revisions_current; UPDATE revisions SET to_seq = NULL WHERE retained = 0',
  ],
  [
    'occurrence-order',
    /passage 5 of revision row \d+ is the one at place 1/,
    'UPDATE occurrences SET ordinal = 5 WHERE ordinal = 1',
  ],
  [
    'occurrence-order',
    /passage 1 of revision row 6 begins before/,
    'UPDATE occurrences SET span_start = 0 WHERE ordinal = 1',
  ],
  ['occurrence-place', /has the span \d+ to 9000 of/, 'UPDATE occurrences SET span_end = 9000'],
  ['occurrence-place', /is at lines/, 'UPDATE occurrences SET line_end = line_end + 1'],
  ['occurrence-place', /is not on page 2/, 'UPDATE occurrences SET page = 2'],
  ['occurrence-structure', /no list of headings/, `UPDATE occurrences SET headings = '"A"'`],
  ['occurrence-structure', /no list of units/, `UPDATE occurrences SET units = '[["row",1]]'`],
  [
    'occurrence-structure',
    /has 1 units outside of it/,
    `UPDATE occurrences SET units = '[["row",0,900]]'`,
  ],
  ['occurrence-structure', /no well-formed record/, `UPDATE occurrences SET record = '[]'`],
  ['occurrence-structure', /no list of columns/, `UPDATE occurrences SET columns = '{'`],
  [
    'occurrence-text',
    /passage 0 of revision row 10 is not the text/,
    'UPDATE occurrences SET passage = (SELECT min(id) FROM passages) WHERE revision = 10',
  ],
  [
    'occurrence-text',
    /passage 0 of revision row 10 is not the text/,
    `UPDATE occurrences SET headings = '["Other"]' WHERE revision = 10`,
  ],
  ['passage-text', /row 2 has another SHA-256/, `UPDATE passages SET sha256 = 'aa' WHERE id = 2`],
  ['passage-orphan', /stands in no revision/, 'DELETE FROM occurrences WHERE revision = 10'],
  ['postings', /row 2 has no postings/, 'DELETE FROM postings WHERE passage = 2'],
  ['postings', /has postings of other, not of/, `UPDATE postings SET analyser = 'other'`],
  ['postings', /cannot be read/, `UPDATE postings SET terms = CAST(terms || x'80' AS BLOB)`],
  ['postings', /cannot be read/, `UPDATE postings SET terms = x'05000102'`],
  [
    'postings',
    /has postings of unknown terms: \d+/,
    'DELETE FROM terms WHERE id = (SELECT max(id) FROM terms)',
  ],
  [
    'postings-terms',
    /row 3 has postings of another text/,
    `UPDATE postings SET terms = (SELECT p.terms FROM postings p WHERE p.passage = 2)
      WHERE passage = 3`,
  ],
  [
    'postings-terms',
    /has postings of another text/,
    `UPDATE terms SET term = 'zebra' WHERE term = 'courier'`,
  ],
  ['term-unused', /stands in no postings/, `INSERT INTO terms (term) VALUES ('zebra')`],
  [
    'vector',
    /has 1020 bytes, not 1024/,
    'UPDATE embeddings SET vector = substr(vector, 1, 1020) WHERE passage = 3',
  ],
  [
    'vector',
    /not finite/,
    `UPDATE embeddings SET vector = CAST(x'0000807F' || substr(vector, 5) AS BLOB)`,
  ],
  [
    'vector',
    /has the length/,
    `UPDATE embeddings SET vector = CAST(x'0000803F' || substr(vector, 5) AS BLOB)`,
  ],
  ['vector', /is of no known model/, `UPDATE embeddings SET model = 'other-8' WHERE passage = 3`],
  ['vector', /has 1024 bytes, not 1028/, 'UPDATE embedding_models SET dimensions = 257'],
  [
    'embedding-model',
    /none is in use, and there are 10 passages/,
    'UPDATE embedding_models SET since_seq = NULL',
  ],
  ['vector-missing', /row 3 has no vector/, 'DELETE FROM embeddings WHERE passage = 3'],
  ['vector-missing', /row 3 has no vector/, 'DELETE FROM embeddings'],
  ['answer', /or its trace is not well-formed/, `UPDATE answers SET answer = '{'`],
  [
    'answer',
    /or its trace is not well-formed/,
    `UPDATE answers SET answer = json_remove(answer, '$.claims')`,
  ],
  ['answer', /or its trace is not well-formed/, `UPDATE answers SET trace = '{}'`],
  ['answer', /says otherwise than its columns/, `UPDATE answers SET created_at = '2001'`],
  ['answer', /is of seq 900/, 'UPDATE answers SET seq = 900'],
  [
    'citation',
    /citation 1 of ans_\w+ does not stand at/,
    `UPDATE answers SET answer = json_set(answer, '$.citations[0].quote', 'Refunds are late.')`,
  ],
  [
    'citation',
    /citation 1 of ans_\w+ does not stand at 3/,
    `UPDATE answers SET answer = json_set(answer, '$.citations[0].span.start', 3)`,
  ],
  [
    'citation',
    /says another SHA-256/,
    `UPDATE answers SET answer = json_set(answer, '$.citations[0].revisionSha256', 'aa')`,
  ],
  [
    'citation',
    /of a revision that is not there/,
    `UPDATE answers SET answer = json_set(answer, '$.citations[0].revision', 8)`,
  ],
  [
    'citation',
    /revision row 4, which is not kept/,
    'UPDATE revisions SET retained = 0 WHERE id = 4',
  ],
  [
    'claim',
    /claim 1 of ans_\w+ is not at its span/,
    `UPDATE answers SET answer = json_set(answer, '$.claims[0].span.start', 3)`,
  ],
  [
    'claim',
    /claim 1 of ans_\w+ cites what is not there/,
    `UPDATE answers SET answer = json_set(answer, '$.claims[0].citations[0]', 9)`,
  ],
  ['answer-documents', /1 links/, 'DELETE FROM answer_documents'],
  ['answer-documents', /1 links/, `UPDATE answer_documents SET role = 'lists'`],
  [
    'answer-documents',
    /1 links/,
    `INSERT INTO answer_documents SELECT id, 2, 'lists' FROM answers`,
  ],
  ['answer-quotes', /differs in/, 'DELETE FROM answer_quotes'],
  ['answer-quotes', /differs in/, 'UPDATE answer_quotes SET span_end = span_end + 1'],
  ['answer-erased', /erased by commit 13/, 'INSERT INTO erased_answers SELECT id, 13 FROM answers'],
  [
    'answer-erased',
    /document row 12 was erased since/,
    `INSERT INTO answer_documents SELECT min(id), 12, 'lists' FROM answers`,
  ],
  ['event', /more row numbers of events/, 'UPDATE events SET id = id + 20000 WHERE id > 9'],
  ['event', /row 9 is about commit 900/, 'UPDATE events SET seq = 900 WHERE id = 9'],
  ['event', /row 9 is number 0 of 0 about commit/, 'UPDATE commits SET events = 0'],
  [
    'event',
    /row 9 of type document-revised lacks/,
    'UPDATE events SET document = NULL WHERE id = 9',
  ],
  ['event', /of type x lacks/, `UPDATE events SET type = 'x', document = NULL`],
  ['event', /not well-formed/, `UPDATE events SET data = '{'`],
  ['removals', /0 rows/, 'DELETE FROM removals'],
  ['removals', /1 erasures, 2 documents/, 'UPDATE removals SET erasures = 1'],
  ['followed', /0 rows/, 'DELETE FROM followed'],
  ['followed', /of commit 900/, 'UPDATE followed SET seq = 900'],
  [
    'corpus-passages',
    /counts \d+ passages and has \d+/,
    'UPDATE corpus_passages SET passages = passages + 1',
  ],
  ['calibration', /at commit 9\d\d, which is not there/, 'UPDATE calibrations SET seq = seq + 900'],
  ['calibration', /of a corpus without documents/, `UPDATE calibrations SET corpus = 'gone'`],
  ['calibration', /is not well-formed/, `UPDATE calibrations SET calibration = '{'`],
  ['job', /is not well-formed/, `UPDATE jobs SET job = '{'`],
  ['job', /or says otherwise/, `UPDATE jobs SET status = 'failed'`],
  ['job', /or says otherwise/, 'DELETE FROM erasures'],
  [
    'erasure',
    /is finished, and has the name/,
    `UPDATE erasures SET document_id = 'legal/terms.md'`,
  ],
  ['erasure', /is finished, and has a receipt, or lacks it/, 'UPDATE erasures SET receipt = NULL'],
  [
    'erasure',
    /has told another receipt/,
    `UPDATE erasures SET receipt = json_set(receipt, '$.seq', 1)`,
  ],
  ['erasure', /is removed, and has succeeded/, `UPDATE erasures SET step = 'removed'`],
  ['source', /other hashes than its id/, `UPDATE sources SET corpus_sha256 = 'aa'`],
  ['source', /has no name, and/, 'UPDATE sources SET document_id = NULL'],
  [
    'erased-name',
    /source row \d+ names/,
    `UPDATE sources SET document_id = 'legal/terms.md' WHERE document_id IS NULL`,
  ],
  [
    'erased-name',
    /event row 9 names/,
    `UPDATE events SET data = '{"documentId":"legal/terms.md"}' WHERE id = 9`,
  ],
  [
    'erased-name',
    /event row 9 names/,
    `UPDATE events SET data = '{"documentId":"secret/names.md"}' WHERE id = 9`,
  ],
  [
    'erased-name',
    /job_\w+ names/,
    `UPDATE jobs SET job = json_set(job, '$.startedAt', '2001', '$.failures',
       json('[{"path":"legal/terms.md","code":"NO_TEXT","message":""}]'))`,
  ],
  ['erased-name', /before its erasure/, 'UPDATE revisions SET from_seq = 12 WHERE id = 12'],
];

const IN_INDEX: readonly [CheckName, told: RegExp, changes: IndexChanges][] = [
  ['index-covered', /of another passage/, { coveredSha256: 'aa' }],
  [
    'index-covered',
    /the vector of embedding row \d+ is not in it/,
    { vectors: (passage, v) => (passage === 3 ? null : v) },
  ],
  ['index-covered', /passage row \d+ too many/, { uncovered: 1 }],
  [
    'index-vectors',
    /the vector of passage row 3 is another/,
    { vectors: (_, v) => v.map((value) => -value) },
  ],
  ['index-erasures', /begun after 1 erasures of 2/, { erasures: 1 }],
];

const IN_FILES: readonly [CheckName, told: RegExp, (directory: string) => Promise<void>][] = [
  [
    'index-pointer',
    /not well-formed/,
    (directory) => writeFile(join(directory, 'dense.json'), '{"for'),
  ],
  [
    'index-checksum',
    /has another SHA-256/,
    async (directory) => flip(directory, await graph(directory)),
  ],
  ['sqlite-integrity', /page|malformed/, (directory) => flip(directory, 'footnote.db', 4096)],
  ['sqlite-integrity', /not a database/, (directory) => flip(directory, 'footnote.db', 0)],
];

async function graph(directory: string): Promise<string> {
  const pointer = await readFile(join(directory, 'dense.json'), 'utf8');
  return (JSON.parse(pointer) as { file: string }).file;
}

/** Turns 100 bytes of a file into their opposite. */
async function flip(directory: string, name: string, from = 100): Promise<void> {
  const bytes = await readFile(join(directory, name));
  for (let at = from; at < from + 100; at++) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(join(directory, name), bytes);
}

let fixture: VerifyFixture;
let copies = 0;
beforeAll(async () => {
  fixture = await makeFixture();
});
afterAll(() => fixture.remove());

async function copy(): Promise<string> {
  const directory = join(fixture.folder, `copy-${copies++}`);
  await cp(fixture.directory, directory, { recursive: true });
  return directory;
}

/** What is told of a check. */
async function findingsOf(directory: string, check: CheckName): Promise<string[]> {
  const report = await verifyStore(directory);
  // Ids and numbers, and never a word of a document.
  expect(JSON.stringify(report)).not.toMatch(/14 days|courier|lamp|gardener|Aurelia|terms\.md/);
  return (report?.findings ?? [])
    .filter((finding) => finding.check === check)
    .map(({ detail }) => detail);
}

describe('verifying a store names what is broken:', () => {
  it.each(IN_TABLES)('%s: %s', async (check, told, sql) => {
    const directory = await copy();
    const database = openRaw(directory);
    database.exec(sql);
    database.close();
    expect(await findingsOf(directory, check)).toContainEqual(expect.stringMatching(told));
  });

  it.each(IN_INDEX)('%s: %s', async (check, told, changes) => {
    const directory = await copy();
    await saveIndex(directory, changes);
    expect(await findingsOf(directory, check)).toContainEqual(expect.stringMatching(told));
  });

  it.each(IN_FILES)('%s: %s', async (check, told, damage) => {
    const directory = await copy();
    await damage(directory);
    expect(await findingsOf(directory, check)).toContainEqual(expect.stringMatching(told));
  });

  it('has no check that nothing can trip', () => {
    const tripped = [...IN_TABLES, ...IN_INDEX, ...IN_FILES].map(([check]) => check);
    expect([...new Set(tripped)].sort()).toEqual(Object.keys(CHECKS).sort());
  });
});
