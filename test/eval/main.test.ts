import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EvalResult } from '../../eval/result.ts';

const root = new URL('../..', import.meta.url).pathname;
const REFUND = 'Refunds for unused vouchers are paid within fourteen days of the return.';
const HELMET = 'Helmets are lent for two euros an hour at every station of the valley railway.';
const TEXTS = [REFUND, HELMET].map((sentence) => `Nothing else is said about it.\n\n${sentence}`);
let folder = '';

function writeLines(path: string, lines: readonly object[]): void {
  writeFileSync(join(folder, path), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Two documents of which a question each knows its sentence, and a corpus with one. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-eval-test-'));
  for (const name of ['tmp', 'set', 'corpora', 'corpora/shop']) mkdirSync(join(folder, name));
  writeLines(
    'set/corpus.jsonl',
    TEXTS.map((text, i) => ({ _id: `d${i}`, title: `Leaflet ${i}`, text })),
  );
  writeLines('set/queries.jsonl', [
    { _id: 'q0', text: 'When are refunds for unused vouchers paid?', answers: ['fourteen days'] },
    {
      _id: 'q1',
      text: 'Consider Leaflet 1; what do helmets of the valley railway cost?',
      answers: ['three euros'],
    },
    { _id: 'q2', text: 'Who wrote the opera about pearl fishers?', answerable: false },
  ]);
  writeFileSync(join(folder, 'set/qrels.tsv'), 'q\td\tgrade\nq0\td0\t1\nq1\td1\t1\n');
  const gold = (at: number, sentence: string) => {
    const start = (TEXTS[at] ?? '').indexOf(sentence);
    return { query_id: `q${at}`, corpus_id: `d${at}`, start, end: start + sentence.length };
  };
  writeLines('set/spans.jsonl', [gold(0, REFUND), gold(1, HELMET)]);
  writeFileSync(join(folder, 'corpora/shop/prices.md'), '# Prices\n\nA lock costs nine euros.\n');
  writeFileSync(join(folder, 'corpora/shop/broken.bin'), 'x');
  writeLines('corpora/shop/questions.jsonl', [
    {
      id: 's-1',
      question: 'What does a lock cost?',
      answerable: true,
      kind: 'fact',
      split: 'tune',
      facts: ['nine euros'],
      gold: [{ document: 'shop/prices.md', quote: 'A lock costs nine euros.' }],
    },
  ]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function runEval(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    PATH: process.env['PATH'],
    TMPDIR: join(folder, 'tmp'),
    DATA_DIR: join(folder, 'data'),
  };
  const command = ['--import', 'tsx', 'eval/main.ts', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe('npm run eval', () => {
  it('measures folders and corpora and writes both reports', { timeout: 60_000 }, async () => {
    const targets = [join(folder, 'set'), join(folder, 'corpora/shop/questions.jsonl')];
    const first = await runEval(...targets);
    expect(first.err).toMatch(/^set done in \d+ s\nshop done in \d+ s; files not taken in: 1\n$/);
    expect(first.code).toBe(2);
    const written = readFileSync(join(folder, 'data/eval/report.json'), 'utf8');
    const { corpora, run } = JSON.parse(written) as EvalResult;
    expect(run.node).toBe(process.version);
    const [set, shop] = corpora;
    expect(set).toMatchObject({
      name: 'set',
      documents: 2,
      questions: { answerable: 2, unanswerable: 1, withGold: 2 },
    });
    expect(set?.retrieval.find(({ method }) => method === 'fused')).toMatchObject({ ndcg: 1 });
    expect(set?.answering).toMatchObject({
      exactness: { citations: expect.any(Number) as number },
    });
    expect(set?.answering?.exactness.exact).toBe(set?.answering?.exactness.citations);
    expect(set?.answering?.answers).toMatchObject([
      { split: 'tune', questions: 1, facts: { questions: 1, shown: 1, fromGoldDocument: 1 } },
      { split: 'report', questions: 1, facts: { questions: 1, shown: 0 } },
    ]);
    const cited = set?.answering?.citedCharacters.map(({ scope, recall }) => [scope, recall]);
    expect(cited).toEqual([
      ['corpus', 1],
      ['corpus', 1],
      ['document', 1],
      ['document', 1],
      ['unnamed document', 1],
    ]);
    expect(shop?.failures).toMatchObject([{ path: 'shop/broken.bin', code: 'UNSUPPORTED_FORMAT' }]);

    const markdown = readFileSync(join(folder, 'data/eval/report.md'), 'utf8');
    expect(markdown).toMatch(/^# What `npm run eval` measured\n/);
    expect(markdown).toContain('| shop | shop/broken.bin | UNSUPPORTED_FORMAT |');
    const titles = [...markdown.matchAll(/^## (.*)$/gm)].map(([, title]) => title ?? '');
    expect(titles.length).toBeGreaterThan(8);
    for (const title of titles) expect(first.out).toContain(`${title}\n\n`);
    expect(first.out).toContain(join(folder, 'data/eval/report.md'));
    expect(readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('footnote'))).toEqual(
      [],
    );
  });

  it(
    'asks what was ingested before, and writes where it is told',
    { timeout: 60_000 },
    async () => {
      const [json, markdown] = [join(folder, 'out/a.json'), join(folder, 'out/b.md')];
      const args = ['answers', join(folder, 'set'), '--json', json, '--markdown', markdown];
      expect((await runEval(...args)).code).toBe(0);
      const first = JSON.parse(readFileSync(json, 'utf8')) as EvalResult;
      const kept = readdirSync(join(folder, 'data/eval'));
      expect(kept).toEqual([expect.stringMatching(/^set-[0-9a-f]{16}$/)]);
      expect((await runEval(...args)).code).toBe(0);
      const second = JSON.parse(readFileSync(json, 'utf8')) as EvalResult;
      expect(readdirSync(join(folder, 'data/eval'))).toEqual(kept);
      expect(first.corpora[0]?.retrieval).toEqual([]);
      expect(second.corpora[0]?.answering?.answers).toEqual(first.corpora[0]?.answering?.answers);
      expect(readFileSync(markdown, 'utf8')).not.toContain('Finding the right document');
    },
  );

  it('says what it cannot evaluate', async () => {
    const { code, err } = await runEval('answers', join(folder, 'nowhere'));
    expect(code).toBe(1);
    expect(err).toBe(`Nothing to evaluate at ${join(folder, 'nowhere')}.\n`);
  });
});
