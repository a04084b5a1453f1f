import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { updateTables } from '../../../eval/tables/updates.ts';
import { writeTables } from '../../../eval/tables/write-tables.ts';
import { evaluateUpdates, type UpdateReport } from '../../../eval/updates/evaluate.ts';

const PRICES = `# Prices

A helmet costs two euros an hour at every station of the valley railway.

Refunds for unused vouchers are paid within fourteen days of the return.
`;
const gold = (quote: string) => [{ document: 'shop/prices.md', quote }];

let corpora = '';

/** A corpus of one page whose price changes, then is joined by a page and by a file that nobody can read. */
beforeEach(() => {
  corpora = mkdtempSync(join(tmpdir(), 'footnote-updates-test-'));
  write('shop/prices.md', PRICES);
  const [old, now] = ['two euros an hour', 'three euros an hour'];
  write('updates/README.md', 'How the documents change.');
  const edit = { change: 'edit', document: 'shop/prices.md', old, new: now };
  writeStep(
    '1-2026-12-01-dearer',
    '2026-12-01',
    [edit],
    [
      {
        id: 'shop-step1-01',
        question: 'What does a helmet of the valley railway cost?',
        kind: 'fact',
        split: 'report',
        before: { facts: ['two euros'], gold: gold(old) },
        after: { facts: ['three euros'], gold: gold(now) },
      },
      {
        id: 'shop-step1-02',
        question: 'When are refunds for unused vouchers paid?',
        kind: 'fact',
        split: 'report',
        always: { facts: ['fourteen days'], gold: gold('within fourteen days') },
      },
    ],
  );
  const lamps = 'A carbide lantern is lent for nine crowns a night.';
  write('updates/shop/2-2027-01-01-lanterns/lanterns.md', lamps);
  write('updates/shop/2-2027-01-01-lanterns/map.bin', 'x');
  const added = ['lanterns.md', 'map.bin'].map((file) => {
    return { change: 'add', document: `shop/${file}`, file };
  });
  writeStep('2-2027-01-01-lanterns', '2027-01-01', added, [
    {
      id: 'shop-step2-01',
      question: 'For how much is a carbide lantern lent?',
      kind: 'fact',
      split: 'report',
      before: null,
      after: { facts: ['nine crowns'], gold: [{ document: 'shop/lanterns.md', quote: lamps }] },
    },
  ]);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(corpora, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(corpora, path)), { recursive: true });
  writeFileSync(join(corpora, path), text);
}

function writeStep(name: string, date: string, changes: object[], questions: object[]): void {
  write(`updates/shop/${name}/step.json`, JSON.stringify({ date, title: name, changes }));
  const lines = questions.map((question) => `${JSON.stringify(question)}\n`);
  write(`updates/shop/${name}/questions.jsonl`, lines.join(''));
}

describe('a corpus that is taken through its steps', () => {
  it('is asked before and after each, and stays as it was', { timeout: 60_000 }, async () => {
    const temporary = join(corpora, '_tmp');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const done: string[] = [];
    const report = await evaluateUpdates(corpora, [], ({ domain }) => done.push(domain));
    expect(done).toEqual(['shop']);
    const [first, second] = report.domains[0]?.steps ?? [];
    expect(first).toMatchObject({ date: '2026-12-01', changes: 1, revised: 1, failures: [] });
    expect(first?.questions).toMatchObject([
      { changed: true, before: 'right', after: 'right', oldFacts: 'none' },
      { changed: false, before: 'right', after: 'right' },
    ]);
    expect(first?.scanMs).toBeGreaterThan(0);
    expect(second?.questions).toMatchObject([
      { answerable: { before: false, after: true }, before: 'declined', after: 'right' },
    ]);
    expect(second?.failures).toMatchObject([{ path: 'shop/map.bin', code: 'UNSUPPORTED_FORMAT' }]);
    expect(report.scores.find(({ split, step }) => split === 'report' && step === null)).toEqual({
      split: 'report',
      domain: null,
      step: null,
      changed: { questions: 2, before: 2, after: 2 },
      unchanged: { questions: 1, before: 1, after: 1 },
      behindPoints: 0,
      superseded: 0,
      both: 0,
      unanswerable: { asked: 1, declined: 1, other: 0, wrong: 0 },
    });
    expect(readFileSync(join(corpora, 'shop/prices.md'), 'utf8')).toBe(PRICES);
    const left = readdirSync(temporary).filter((name) => name.startsWith('footnote'));
    expect(left).toEqual([]);
    expectReport(report);
  });

  it('must have steps, and files that are as they should be', async () => {
    const evaluate = (domains: string[]) => evaluateUpdates(corpora, domains, () => undefined);
    await expect(evaluate(['law'])).rejects.toThrow(`There are no steps of law in ${corpora}.`);
    write('updates/shop/1-2026-12-01-dearer/step.json', '{"date":"soon"}');
    await expect(evaluate(['shop'])).rejects.toThrow('updates/shop/1-2026-12-01-dearer/step.json');
  });
});

function expectReport(report: UpdateReport): void {
  const files = { json: join(corpora, 'out/a.json'), markdown: join(corpora, 'out/b.md') };
  writeTables('updates', report, updateTables(report), files);
  const written = JSON.parse(readFileSync(files.json, 'utf8')) as UpdateReport;
  expect(written.domains).toEqual(report.domains);
  const markdown = readFileSync(files.markdown, 'utf8');
  expect(markdown).toMatch(/^# What `npm run eval -- updates` measured\n/);
  expect(markdown).toContain('| all | report | 2/2  100.0 % | 2/2  100.0 % | 1/1  100.0 % |');
  expect(markdown).toContain('| shop, 2-2027-01-01-lanterns | shop/map.bin | UNSUPPORTED_FORMAT |');
  expect(markdown).toContain('- **superseded**: ');
}
