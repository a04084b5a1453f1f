import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BENCH_CORPUS, writeMaterial } from '../../eval/bench/material.ts';
import type { BenchResult } from '../../eval/bench/report.ts';

const root = new URL('../..', import.meta.url).pathname;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-bench-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('made-up material', () => {
  const wanted = { paragraphs: 100, questions: 7, madeUp: true };
  const textsOf = (corporaDir: string) =>
    readdirSync(join(corporaDir, BENCH_CORPUS)).map((name) =>
      readFileSync(join(corporaDir, BENCH_CORPUS, name), 'utf8'),
    );

  it('is Markdown of as many paragraphs as are wanted, with as many questions', () => {
    const material = writeMaterial(folder, wanted);
    expect(material).toMatchObject({ source: 'made up', files: 3, paragraphs: 100 });
    expect(material.questions).toHaveLength(7);
    const texts = textsOf(folder);
    const parts = texts.flatMap((text) => text.trimEnd().split('\n\n'));
    const paragraphs = parts.filter((part) => !part.startsWith('#'));
    expect(paragraphs).toHaveLength(100);
    expect(texts[0]).toMatch(/^# Article 1\n\n## Part 1\n\n[A-Z]/);
    expect(material.bytes).toBe(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  });

  it('is the same every time', () => {
    const first = writeMaterial(join(folder, 'a'), wanted);
    const second = writeMaterial(join(folder, 'b'), wanted);
    expect(second).toEqual(first);
    expect(textsOf(join(folder, 'b'))).toEqual(textsOf(join(folder, 'a')));
  });
});

describe('npm run bench', () => {
  function bench(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
    const env = { PATH: process.env['PATH'], TMPDIR: temporary };
    const command = ['--import', 'tsx', 'eval/bench.ts', ...args];
    return new Promise((resolve) => {
      execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      });
    });
  }

  it('measures a small folder and leaves nothing behind', { timeout: 60_000 }, async () => {
    const json = join(folder, 'bench.json');
    const args = ['--passages', '60', '--questions', '3', '--made-up', '--json', json];
    const { code, out, err } = await bench(...args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('ready after another start');
    const result = JSON.parse(readFileSync(json, 'utf8')) as BenchResult;
    expect(result.material).toMatchObject({ source: 'made up', paragraphs: 60, files: 2 });
    expect(result.ingest.passages).toBeGreaterThan(20);
    const { embed, commit, waiting } = result.ingest.shares;
    expect(embed + commit + waiting).toBeCloseTo(1, 6);
    expect(Math.min(embed, commit, waiting)).toBeGreaterThan(0);
    for (const { search, ask } of Object.values(result.latency)) {
      for (const { questions, p50Ms, p99Ms, maxMs } of [search, ask]) {
        expect(questions).toBe(3);
        expect([p50Ms > 0, p50Ms <= p99Ms, p99Ms <= maxMs]).toEqual([true, true, true]);
      }
    }
    expect(result.memory.askedBytes).toBeGreaterThan(10e6);
    expect(readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('footnote-'))).toEqual(
      [],
    );
  });

  it('says what is wrong with an option', async () => {
    const { code, err } = await bench('--passages', 'many');
    expect(code).toBe(1);
    expect(err).toMatch(/^--passages must be a whole number from 1\./);
  });
});
