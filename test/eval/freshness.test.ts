import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOf, violationOf } from '../../eval/bench/freshness-check.ts';
import { inventDocuments, type EditableDocument } from '../../eval/bench/freshness-documents.ts';
import type { EditSeries } from '../../eval/bench/freshness-result.ts';
import type { BenchResult } from '../../eval/bench/result.ts';
import { spreadOf } from '../../eval/bench/spread.ts';
import type { Answer, Citation } from '../../src/core/model.ts';
import { answer } from '../helpers/fake-parts.ts';

const root = new URL('../..', import.meta.url).pathname;
const wanted = { corpus: 'edited', count: 40, bytes: 10_000 };
const documents = inventDocuments(wanted);
const [harbour, other] = documents as [EditableDocument, EditableDocument];

describe('documents to edit', () => {
  it('are the same every time, and about 10 kB each', () => {
    const texts = documents.map((document) => document.render(1));
    expect(inventDocuments(wanted).map((document) => document.render(1))).toEqual(texts);
    const lengths = texts.map(({ length }) => length);
    expect([Math.min(...lengths) >= 10_000, Math.max(...lengths) < 11_500]).toEqual([true, true]);
  });

  it('ask about places of their own', () => {
    expect(new Set(documents.map(({ documentId }) => documentId)).size).toBe(40);
    expect(new Set(documents.map(({ question }) => question)).size).toBe(40);
    expect(harbour.documentId).toMatch(/^edited\/[a-z]+-[a-z]+\.md$/);
  });

  it('differ by the value of one fact alone, which stands nowhere else', () => {
    for (const document of documents) {
      const [before, after] = [document.render(12_345), document.render(67_890)];
      expect(before.split('12345')).toHaveLength(2);
      expect(before.replace('12345', '67890')).toBe(after);
      expect(documents.filter((one) => one.render(1).includes('12345'))).toEqual([]);
    }
  });

  it('read their value out of their own words only', () => {
    for (const document of documents) {
      const line = document
        .render(407)
        .split('\n')
        .find((text) => document.valueIn(text) !== null);
      expect(document.valueIn(line ?? '')).toBe(407);
    }
    expect(harbour.valueIn(other.render(407))).toBeNull();
    expect(harbour.valueIn('')).toBeNull();
  });
});

/** The sentence of the document that holds its fact. */
function quoteOf(document: EditableDocument, value: number): string {
  const sentences = document.render(value).split(/(?<=\.) /);
  return sentences.find((sentence) => document.valueIn(sentence) === value) ?? '';
}

function cited(document: EditableDocument, revision: number, value: number): Citation {
  const [citation] = answer.citations as [Citation];
  const quote = quoteOf(document, value);
  return { ...citation, documentId: document.documentId, revision, quote };
}

function answered(...citations: Citation[]): Answer {
  return { ...answer, text: citations.map(({ quote }) => quote).join(' '), citations };
}

describe('an answer after an edit', () => {
  const expected = { document: harbour, revision: 3, value: 20_002, before: 20_001 };

  it('has to cite the new revision with the new value', () => {
    expect(faultOf(answered(cited(harbour, 3, 20_002)), expected)).toBeNull();
  });

  it.each([
    ['abstained', { ...answered(), status: 'abstained' as const }],
    ['not cited', answered(cited(other, 3, 20_002))],
    ['not cited', answered(cited(harbour, 3, 20_001))],
    ['another revision', answered(cited(harbour, 2, 20_001))],
    ['another revision', answered(cited(harbour, 3, 20_002), cited(harbour, 2, 20_001))],
    ['not the new value', { ...answered(cited(harbour, 3, 20_002)), text: 'It is 120002.' }],
    ['the old value, too', { ...answered(cited(harbour, 3, 20_002)), text: '20002, not 20001' }],
  ])('is counted as "%s"', (fault, wrong) => {
    expect(faultOf(wrong, expected)).toBe(fault);
  });
});

describe('an answer while documents are revised', () => {
  it('is of the last revision that was known, or of a later one', () => {
    expect(violationOf(answered(cited(harbour, 7, 7)), harbour, 7)).toBeNull();
    expect(violationOf(answered(cited(harbour, 8, 8), cited(other, 2, 2)), harbour, 7)).toBeNull();
  });

  it.each([
    ['none', answered()],
    ['none', answered(cited(other, 7, 7))],
    ['old', answered(cited(harbour, 6, 6))],
    ['both', answered(cited(harbour, 7, 7), cited(harbour, 8, 8))],
    ['both', answered(cited(harbour, 7, 8))],
    ['both', answered(cited(harbour, 7, 7), cited(other, 1, 1), cited(other, 2, 2))],
  ])('is counted as "%s"', (violation, wrong) => {
    expect(violationOf(wrong, harbour, 7)).toBe(violation);
  });
});

describe('durations', () => {
  it('are told by their middle, their worst hundredth and their worst', () => {
    const durations = Array.from({ length: 1000 }, (_, i) => 1000 - i);
    expect(spreadOf(durations)).toEqual({ count: 1000, p50Ms: 501, p99Ms: 991, maxMs: 1000 });
  });
});

describe('npm run bench', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'footnote-freshness-test-'));
    mkdirSync(join(folder, 'tmp'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function bench(...args: string[]): Promise<{ result: BenchResult; out: string }> {
    const json = join(folder, 'bench.json');
    const command = ['--import', 'tsx', 'eval/bench.ts', ...args, '--made-up', '--json', json];
    const env = { PATH: process.env['PATH'], TMPDIR: join(folder, 'tmp') };
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, env });
    const left = readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('footnote-'));
    expect(left).toEqual([]);
    return { result: JSON.parse(readFileSync(json, 'utf8')) as BenchResult, out: stdout };
  }
  const small = ['--passages', '60', '--documents', '4', '--questions', '6'];

  it('measures edits and what a rebuild takes', { timeout: 120_000 }, async () => {
    const { result, out } = await bench('freshness', ...small);
    expect(out).toContain('One fact edited in one of 4 documents of 10 kB beside 60 passages');
    const { withMinSeq, withoutMinSeq, rebuild, hnswlib } = result.freshness ?? {};
    for (const series of [withMinSeq, withoutMinSeq] as EditSeries[]) {
      expect(series.faults).toEqual({});
      expect(series.embedded).toEqual({ mean: 1, max: 1 });
      expect([series.whole.count, series.put.count, series.ask.count]).toEqual([6, 6, 6]);
      expect(series.whole.p50Ms).toBeGreaterThan(series.put.p50Ms);
    }
    // 4 documents of 11 or 12 sections beside 60 paragraphs.
    expect(hnswlib?.passages).toBeGreaterThan(100);
    expect(hnswlib?.durationMs).toBeGreaterThan(0);
    expect(rebuild?.graphMs).toBeGreaterThanOrEqual(rebuild?.readyMs ?? Infinity);
  });

  it('measures readers during writes', { timeout: 120_000 }, async () => {
    const { result, out } = await bench('readers', ...small);
    expect(out).toContain('Delay of the server’s event loop');
    const { askers, idle, writing, violations } = result.readers ?? {};
    expect(violations).toEqual({});
    expect([askers, idle?.ask.count, writing?.ask.count]).toEqual([4, 24, 24]);
    expect(writing?.put.count).toBeGreaterThan(0);
    for (const eventLoop of [idle?.eventLoop, writing?.eventLoop]) {
      const { samples = 0, p50Ms = NaN, p999Ms = NaN, maxMs = NaN } = eventLoop ?? {};
      expect([samples > 0, p50Ms <= p999Ms, p999Ms <= maxMs]).toEqual([true, true, true]);
    }
  });

  it('measures scans that find nothing changed', { timeout: 120_000 }, async () => {
    const { result, out } = await bench('scan', '--files', '20');
    expect(out).toContain('Scan of 20 files');
    const { scan } = result;
    expect(scan).toMatchObject({ files: 20, embedded: 0, revised: 0, sameSeq: true });
    expect(scan?.passages).toBeGreaterThan(40);
    expect(scan?.command.wholeMs).toBeGreaterThan(scan?.command.scanMs ?? Infinity);
  });
});
