import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriter } from '../src/store/sqlite/connection.ts';
import { compare } from './kill/compare.ts';
import { ABSENT, expectNothing, follow } from './kill/expected.ts';
import { openJournal, readJournal, type Entry, type Intent } from './kill/journal.ts';
import { endsInTransaction, findTraces, type Observed } from './kill/observed.ts';
import { runKills } from './kill/run.ts';

/* The short form of `npm run test:kill`, and what it would miss a fault by. */

/** A vacuum's store takes too long to make for the short form. */
const KINDS = ['ingest', 'atomic', 'erase', 'collect', 'save', 'migrate'] as const;
const KILLS = 12;
const TIMEOUT_MS = 600_000;

describe('a process that writes to the store', () => {
  it(
    'may be killed at any moment: what was done is there, and nothing in half',
    async () => {
      const report = await runKills({
        kills: KILLS,
        seed: 1,
        kinds: KINDS,
        answers: 3_000,
        tell: () => {},
      });
      expect(report.findings).toEqual([]);
      expect([...report.wounds.values()].flat()).toHaveLength(KILLS);
    },
    TIMEOUT_MS,
  );
});

const done: Entry = { entry: 'done', seq: 1, traces: [] };
const intended = (intent: Intent): Entry => ({ entry: 'intent', intent });
const write = (id: string, sha256: string | null, canary: string | null = null): Entry =>
  intended({ type: 'write', documentId: id, sha256, canary });
const scan = (files: Record<string, string>, atomic: boolean): Entry =>
  intended({ type: 'scan', files, atomic });

function observed(documents: Observed['documents'], seq = 1): Observed {
  return { version: 3, seq, documents, answers: new Set() };
}

/** What is found where the journal says this and the store holds that. */
function compared(entries: readonly Entry[], found: Observed, recovered = false) {
  const expected = expectNothing();
  follow(expected, entries);
  return compare(expected, found, recovered);
}

describe('what the kill test would find', () => {
  const one = { revisions: ['1'], current: true };
  const two = { revisions: ['1', '2'], current: true };

  it('a write that was done and is lost', () => {
    const { findings } = compared([write('a', '1'), done], observed(new Map(), 0));
    expect(findings).toEqual([
      expect.stringMatching(/^a is 0 revisions/),
      expect.stringMatching(/^seq is 0, and was 1/),
    ]);
  });

  it('a document that is neither as it was nor as it was to be', () => {
    const entries = [write('a', '1'), done, write('a', '2')];
    expect(compared(entries, observed(new Map([['a', one]])))).toEqual({
      findings: [],
      hit: 'not committed',
    });
    expect(compared(entries, observed(new Map([['a', two]])))).toEqual({
      findings: [],
      hit: 'committed, not told',
    });
    const half = observed(new Map([['a', { ...one, current: false }]]));
    expect(compared(entries, half).findings).toHaveLength(1);
    expect(compared(entries, observed(new Map([['b', one]]))).findings).toHaveLength(2);
  });

  it('a part of an atomic scan, and not of another', () => {
    const found = observed(new Map([['files/a', one]]));
    const files = { 'files/a': '1', 'files/b': '1' };
    expect(compared([scan(files, false)], found)).toEqual({
      findings: [],
      hit: 'committed in part',
    });
    expect(compared([scan(files, true)], found).findings).toEqual([
      'an atomic scan is there in part: 1 of 2',
    ]);
  });

  it('an erasure that was asked for and is not made, once the store was opened again', () => {
    const asked: Entry[] = [write('a', '1'), done, intended({ type: 'erase', documentId: 'a' })];
    const still = observed(new Map([['a', one]]));
    expect(compared([...asked, { entry: 'requested' }], still).findings).toEqual([]);
    expect(compared(asked, still, true).findings).toEqual([]);
    expect(compared([...asked, { entry: 'requested' }], still, true).findings).toHaveLength(1);
    expect(
      compared([...asked, { entry: 'requested' }], observed(new Map()), true).findings,
    ).toEqual([]);
  });

  it('an answer that is lost', () => {
    const entries: Entry[] = [{ entry: 'answered', answerId: 'ans_1' }];
    expect(compared(entries, observed(new Map())).findings).toEqual(['answer ans_1 is not there']);
  });

  it('what is erased and what is not', () => {
    const expected = expectNothing();
    const trace = Buffer.from('q1').toString('base64');
    follow(expected, [write('a', '1', 'q1'), { entry: 'done', seq: 1, traces: [trace] }]);
    expect(expected.traces.get('a')).toEqual([Buffer.from('q1')]);
    follow(expected, [intended({ type: 'erase', documentId: 'a' }), done]);
    expect(expected.documents.get('a') ?? ABSENT).toBe(ABSENT);
    expect(expected.erased.map(String)).toEqual(['q1', 'q\0' + '1\0', 'q1']);
  });
});

describe('the files of a killed process', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'footnote-killed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('show bytes that stand in any of them', () => {
    const database = openWriter(folder);
    database.exec(`INSERT INTO terms (term) VALUES ('q1x7')`);
    expect(findTraces(folder, [Buffer.from('q1x7'), Buffer.from('q2x7')])).toEqual({
      found: 1,
      files: ['footnote.db-wal'],
    });
    database.close();
    expect(findTraces(folder, [Buffer.from('q1x7')]).files).toEqual(['footnote.db']);
  });

  it('show whether it was in a transaction', () => {
    const database = openWriter(folder);
    const log = join(folder, 'footnote.db-wal');
    database.exec(`INSERT INTO terms (term) VALUES ('one')`);
    expect(endsInTransaction(folder)).toBe(false);
    const committed = readFileSync(log).length;
    // More than the cache holds, so that pages are written before the commit.
    database.pragma('cache_size = 2');
    database.exec(`BEGIN; INSERT INTO terms (term) WITH RECURSIVE n (n) AS
      (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000) SELECT 'term ' || n FROM n`);
    expect(endsInTransaction(folder)).toBe(true);
    database.exec('COMMIT');
    expect(endsInTransaction(folder)).toBe(false);
    const bytes = readFileSync(log).length;
    database.close();
    expect(bytes).toBeGreaterThan(committed);
    expect(endsInTransaction(folder)).toBe(false);
  });

  it('leave a journal whose last line may be cut off', () => {
    const path = join(folder, 'journal');
    const journal = openJournal(path);
    journal.append(write('a', '1'));
    journal.append(done);
    expect(readJournal(path)).toEqual([write('a', '1'), done]);
    truncateSync(path, readFileSync(path).length - 3);
    expect(readJournal(path)).toEqual([write('a', '1')]);
    expect(readJournal(join(folder, 'none'))).toEqual([]);
  });
});
