import { describe, expect, it } from 'vitest';
import type { CorpusResult, EvalResult } from '../../eval/result.ts';
import { toMarkdown, toTerminal } from '../../eval/write-report.ts';

const corpus: CorpusResult = {
  name: 'a|b',
  documents: 1200,
  passages: 3400,
  characters: 56_000,
  failures: [{ path: 'a/broken.pdf', code: 'CORRUPT_DOCUMENT', message: 'no' }],
  questions: { answerable: 2, unanswerable: 0, withGold: 2 },
  retrieval: [],
  answering: {
    answers: [],
    citedCharacters: [
      {
        scope: 'document',
        split: 'report',
        questions: 2,
        marking: 1,
        precision: Number.NaN,
        recall: 0.123,
        f1: 0,
        hit: 0.5,
      },
    ],
    passageCharacters: [],
    threshold: 0.2,
    abstention: [],
    foreign: [],
    exactness: { citations: 7, exact: 6 },
    latency: { questions: 4, p50Ms: 3.21, p99Ms: 12.3 },
  },
  durationMs: 4321,
};
const result: EvalResult = {
  run: {
    finishedAt: '2026-12-01T10:20:30.000Z',
    durationMs: 4567,
    machine: '2 × Fast, linux',
    node: 'v20.20.2',
    commit: null,
    pipeline: ['embedder embedded', 'chunker structure-1'],
  },
  corpora: [corpus],
};

describe('the Markdown report', () => {
  const markdown = toMarkdown(result);

  it('says when, on what and of which commit', () => {
    expect(markdown).toContain(
      '2026-12-01 10:20 UTC · 2 × Fast, linux · Node v20.20.2 · commit unknown · ' +
        'embedder embedded, chunker structure-1 · 5 s',
    );
  });

  it('has the tables that were measured and no others', () => {
    const titles = [...markdown.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      'What was asked',
      'Files that could not be taken in',
      'Citing the right characters',
      'Citations, read again',
    ]);
  });

  it('keeps cells apart, and marks what is no number', () => {
    expect(markdown).toContain('| a\\|b | document | report | 2 | 50.0 % | – | 12.3 % |');
  });

  it('says below a table what its numbers mean', () => {
    expect(markdown).toMatch(/\n\n- \*\*asked of\*\*: .*\n- \*\*answered\*\*: .*\n- \*\*precision/);
  });
});

describe('the report on the terminal', () => {
  it('shows the same cells, in columns', () => {
    const [cited] = /Citing the right characters[\s\S]*?a\|b.*/.exec(toTerminal(result)) ?? [];
    const cells = cited?.split('\n').at(-1)?.split(/ {2,}/);
    expect(cells).toEqual([
      'a|b',
      'document',
      'report',
      '2',
      '50.0 %',
      '–',
      '12.3 %',
      '0.0 %',
      '50.0 %',
    ]);
  });
});
