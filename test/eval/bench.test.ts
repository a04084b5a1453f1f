import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureSample } from '../../eval/bench/formats.ts';
import { describeExponent, fitGrowth, fitPower } from '../../eval/bench/growth.ts';
import { inventFrom } from '../../eval/bench/invent.ts';
import { BENCH_CORPUS, writeMaterial } from '../../eval/bench/material.ts';
import { readOptions } from '../../eval/bench/options.ts';
import { tablesOf } from '../../eval/bench/report.ts';
import type { BenchResult, SizeResult } from '../../eval/bench/result.ts';
import { readSamples } from '../../eval/bench/samples/samples.ts';
import { toMarkdown } from '../../eval/bench/table.ts';
import { SHARED_RETRIEVAL } from '../../eval/datasets.ts';
import { parseDocument } from '../../ingest/load/parse.ts';
import { createParser } from '../../ingest/load/parser.ts';

const root = new URL('../..', import.meta.url).pathname;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-bench-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function filesOf(corporaDir: string): { name: string; text: string }[] {
  const corpus = join(corporaDir, BENCH_CORPUS);
  return readdirSync(corpus).map((name) => ({
    name,
    text: readFileSync(join(corpus, name), 'utf8'),
  }));
}

/** Every passage's text. */
async function passagesOf(corporaDir: string): Promise<string[]> {
  const parsed = await Promise.all(
    filesOf(corporaDir).map(({ name, text }) =>
      parseDocument({ bytes: Buffer.from(text), path: name, mediaType: null }),
    ),
  );
  return parsed.flatMap(({ passages }) => passages.map(({ text }) => text));
}

describe('made-up material', () => {
  const wanted = { passages: 300, questions: 7, madeUp: true };

  it('is as many passages as are wanted, none of them twice, with as many questions', async () => {
    const material = await writeMaterial(folder, wanted);
    expect(material.questions).toHaveLength(7);
    const files = filesOf(folder);
    expect(files).toHaveLength(material.files);
    expect(files[0]?.text).toMatch(/^# Article 1\n\n## Part 1\n\n[A-Z]/);
    const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    expect(material.bytes).toBe(bytes);
    const passages = await passagesOf(folder);
    expect(material.sources).toEqual({ 'made up': passages.length });
    expect(Math.abs(passages.length - 300)).toBeLessThanOrEqual(3);
    expect(new Set(passages).size).toBe(passages.length);
  });

  it('is the same every time, and the beginning of what is made for more', async () => {
    const first = await writeMaterial(join(folder, 'a'), wanted);
    const second = await writeMaterial(join(folder, 'b'), wanted);
    expect(second).toEqual(first);
    expect(filesOf(join(folder, 'b'))).toEqual(filesOf(join(folder, 'a')));
    await writeMaterial(join(folder, 'c'), { ...wanted, passages: 600 });
    const whole = filesOf(join(folder, 'a')).slice(0, 5);
    expect(filesOf(join(folder, 'c')).slice(0, 5)).toEqual(whole);
  });

  it('uses words as the texts do that it is made from', () => {
    const inventor = inventFrom(['The cat sat on the mat. The dog sat on the log.'], 1);
    const words = new Set(inventor.paragraph().split(' '));
    const known = ['The', 'cat', 'sat', 'on', 'the', 'mat.', 'dog', 'log.'];
    expect([...words].filter((word) => !known.includes(word))).toEqual([]);
    expect(inventor.paragraph()).not.toMatch(/cat on|dog the/);
  });
});

describe.runIf(existsSync(join(SHARED_RETRIEVAL, 'wikimovies')))('real material', () => {
  it('is articles and films, and questions about both', { timeout: 30_000 }, async () => {
    const wanted = { passages: 1000, questions: 20, madeUp: false };
    const { sources, questions } = await writeMaterial(folder, wanted);
    expect(Object.keys(sources)).toEqual(['squad', 'wikimovies']);
    expect(Math.min(...Object.values(sources))).toBeGreaterThan(300);
    const passages = await passagesOf(folder);
    expect(Math.abs(passages.length - 1000)).toBeLessThanOrEqual(10);
    const text = passages.join('\n');
    const films = questions.filter((_, i) => i % 2 === 1);
    const titles = films.flatMap((film) => / is (.+) about\?$/.exec(film)?.[1] ?? []);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => !text.includes(title))).toEqual([]);
  });
});

describe('growth', () => {
  it('finds the exponent and the factor of any power', () => {
    const sizes = [1000, 10_000, 20_000, 100_000];
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.double({ min: -1, max: 2, noNaN: true }),
        (a, exponent) => {
          const fitted = fitPower(sizes.map((n) => ({ n, value: a * n ** exponent })));
          expect(fitted.exponent).toBeCloseTo(exponent, 6);
          expect(fitted.a / a).toBeCloseTo(1, 5);
        },
      ),
    );
  });

  it('says how well the fit fits', () => {
    const onLine = [1, 10, 100].map((n) => ({ n, value: 3 * n }));
    const scattered = [5, 1, 9].map((value, i) => ({ n: 10 ** i, value }));
    expect(fitPower(onLine).r2).toBeCloseTo(1, 9);
    expect(fitPower(scattered).r2).toBeLessThan(0.5);
    expect(['does not grow', 'less than linear', 'linear', 'more than linear']).toEqual(
      [0, 0.5, 1, 1.3].map(describeExponent),
    );
  });

  it('is told of three sizes or more, and memory is that above an empty server', () => {
    const empty = { readyMs: 1000, readyBytes: 1e8, askedBytes: 1e8 };
    const latencies = (p50Ms: number) => ({
      search: { p50Ms, cpuMs: p50Ms },
      ask: { p50Ms: 2 * p50Ms, cpuMs: 7 },
    });
    const size = (passages: number): SizeResult =>
      ({
        passages,
        again: {
          readyMs: 1000 + passages / 10,
          askedBytes: 1e8 + 10_000 * passages,
          latencies: latencies(Math.sqrt(passages)),
        },
      }) as SizeResult;
    expect(fitGrowth([size(1000), size(10_000)], empty)).toEqual([]);
    const growth = fitGrowth([size(1000), size(10_000), size(100_000)], empty);
    const exponents = [0.5, 0.5, 0.5, 0, 1, 1];
    expect(growth.map(({ exponent }) => Number(exponent.toFixed(6)))).toEqual(exponents);
    expect(growth.map(({ lastExponent }) => Number(lastExponent.toFixed(6)))).toEqual(exponents);
  });
});

describe('samples of formats', () => {
  it('are made up for every format', { timeout: 60_000 }, async () => {
    const made = new Map<string, { files: number; head: string; pages: number }>();
    for await (const { format, sample, files } of readSamples()) {
      if (!sample.startsWith('made up')) continue;
      const bytes = Buffer.from(files[0]?.bytes ?? []);
      const pages = bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
      made.set(format, { files: files.length, head: bytes.toString('latin1', 0, 4), pages });
    }
    const formats = 'Markdown,text,CSV,JSON Lines,JSON,HTML,DOCX,PDF,XLSX,PPTX,ODT,EPUB,RTF,XML';
    expect([...made.keys()]).toEqual(formats.split(','));
    for (const zipped of ['DOCX', 'XLSX', 'PPTX', 'ODT', 'EPUB']) {
      expect(made.get(zipped)?.head).toBe('PK\u0003\u0004');
    }
    expect(made.get('PDF')).toEqual({ files: 1, head: '%PDF', pages: 200 });
  });

  it('are read by the parser; failures are counted', { timeout: 30_000 }, async () => {
    const parser = createParser({ timeoutMs: 10_000, memoryMb: 256 });
    const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
    const files = [
      file('1.jsonl', '{"a":1}\n{"a":2}\n'),
      file('2.jsonl', 'no JSON'),
      file('3.wav', ''),
    ];
    const sample = { format: 'JSON Lines', sample: 'three', files };
    try {
      const result = await measureSample(parser, sample, new AbortController().signal);
      expect(result).toMatchObject({ format: 'JSON Lines', sample: 'three', files: 1 });
      expect(result.failures).toEqual({ CORRUPT_DOCUMENT: 1, UNSUPPORTED_FORMAT: 1 });
      const { documents, passages, pages } = result.rate ?? {};
      expect((passages ?? 0) / (documents ?? 0)).toBeCloseTo(2, 9);
      expect(pages).toBeNull();
    } finally {
      await parser.close();
    }
  });
});

describe('the tables', () => {
  it('are the same on the terminal and in Markdown, where a bar in a cell is escaped', () => {
    const rate = { documents: 12.34, megabytes: 0.5, passages: 1000, pages: null };
    const result: BenchResult = {
      machine: { cpu: 'a|b', cores: 2, node: 'v20', loadBefore: 0.25 },
      formats: [{ format: 'text', sample: 'x', files: 3, rate, failures: { CORRUPT_DOCUMENT: 2 } }],
      scan: null,
      freshness: null,
      readers: null,
      sizes: null,
      model: null,
    };
    const [, formats] = tablesOf(result);
    expect(formats?.rows).toEqual([
      ['text', 'x', '3', '12', '0.5', '1000', '–', 'CORRUPT_DOCUMENT 2'],
    ]);
    expect(toMarkdown(tablesOf(result))).toContain('| 2 | a\\|b | v20 | 0.3 |');
  });
});

describe('npm run bench', () => {
  const temporary = () => join(folder, 'tmp');
  const command = ['--import', 'tsx', 'eval/bench.ts'];
  const environment = () => ({ PATH: process.env['PATH'], TMPDIR: temporary() });
  const leftBehind = () => readdirSync(temporary()).filter((name) => name.startsWith('footnote-'));

  beforeEach(() => mkdirSync(temporary()));

  function bench(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const options = { cwd: root, env: environment() };
    return new Promise((resolve) => {
      execFile(process.execPath, [...command, ...args], options, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      });
    });
  }

  it('measures a small size and leaves nothing behind', { timeout: 120_000 }, async () => {
    const [json, markdown] = [join(folder, 'bench.json'), join(folder, 'bench.md')];
    const args = ['--sizes', '60', '--questions', '3', '--made-up'];
    const run = await bench('sizes', ...args, '--json', json, '--markdown', markdown);
    expect([run.code, run.err]).toEqual([0, expect.stringContaining('60 passages')]);
    expect(run.out).toContain('Start of a server');
    expect(readFileSync(markdown, 'utf8')).toContain('**Start of a server');
    const { sizes, formats } = JSON.parse(readFileSync(json, 'utf8')) as BenchResult;
    expect(formats).toEqual([]);
    expect(sizes?.growth).toEqual([]);
    const size = sizes?.measured[0] as SizeResult;
    expect(size.material.sources).toEqual({ 'made up': size.passages });
    expect(Math.abs(size.passages - 60)).toBeLessThanOrEqual(1);
    const { embed, commit, waiting } = size.ingest.shares;
    expect(embed + commit + waiting).toBeCloseTo(1, 6);
    expect(Math.min(embed, commit, waiting)).toBeGreaterThan(0);
    for (const latencies of [size.first.latencies, size.again.latencies, size.inProcess]) {
      for (const { questions, p50Ms, p99Ms, maxMs, cpuMs } of [latencies.search, latencies.ask]) {
        expect(questions).toBe(3);
        expect(cpuMs).toBeGreaterThanOrEqual(0);
        expect([p50Ms > 0, p50Ms <= p99Ms, p99Ms <= maxMs]).toEqual([true, true, true]);
      }
    }
    expect(size.again.askedBytes).toBeGreaterThan(10e6);
    expect(size.disk.documentBytes).toBeGreaterThan(60 * 1000);
    expect(leftBehind()).toEqual([]);
  });

  it('cleans up when it is interrupted, and says so', { timeout: 60_000 }, async () => {
    const args = [...command, 'sizes', '--sizes', '60', '--questions', '3', '--made-up'];
    const child = spawn(process.execPath, args, { cwd: root, env: environment() });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      if (err.includes('first start') && !child.killed) child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, err]).toEqual([1, expect.stringMatching(/Interrupted\.\n$/)]);
    expect(leftBehind()).toEqual([]);
  });

  it('says what is wrong with what it was told', { timeout: 30_000 }, async () => {
    const commands = ['formats', 'sizes'];
    expect(() => readOptions(['--sizes', '10,many'], commands)).toThrow(
      /^--sizes takes whole numbers from 1 to 9999999, not "many"\./,
    );
    expect(() => readOptions(['speed'], commands)).toThrow(/^There is no "speed" to measure\./);
    expect(() => readOptions(['--speed', '9'], commands)).toThrow(/--speed.*\n\nUsage/);
    expect(readOptions(['--sizes', '20,10,20'], commands)).toMatchObject({
      commands,
      sizes: [10, 20],
    });
    const { code, err } = await bench('speed');
    expect([code, err]).toEqual([1, expect.stringContaining('Usage: npm run bench')]);
  });
});
