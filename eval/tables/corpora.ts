import { milliseconds } from '../report.ts';
import type { CorpusResult, EvalResult } from '../result.ts';
import { toTable, type Column, type Table } from './table.ts';

const COLUMNS: readonly Column<CorpusResult>[] = [
  { head: 'corpus', cell: ({ name }) => name },
  { head: 'documents', cell: ({ documents }) => whole(documents) },
  { head: 'passages', cell: ({ passages }) => whole(passages) },
  { head: 'characters', cell: ({ characters }) => whole(characters) },
  { head: 'answerable', cell: ({ questions }) => whole(questions.answerable) },
  { head: 'unanswerable', cell: ({ questions }) => whole(questions.unanswerable) },
  {
    head: 'with gold spans',
    means: 'Answerable questions of which it is known which characters answer them.',
    cell: ({ questions }) => whole(questions.withGold),
  },
  {
    head: 'asked',
    means:
      'Questions put to it: its own, a sample of each other corpus’s, and those with gold spans again of one document.',
    cell: ({ answering }) => whole(answering?.latency.questions ?? 0),
  },
  {
    head: 'p50 ms',
    means: 'Half of the answers took at most this long, from the question to the stored answer.',
    cell: ({ answering }) => milliseconds(answering?.latency.p50Ms ?? Number.NaN),
  },
  { head: 'p99 ms', cell: ({ answering }) => milliseconds(answering?.latency.p99Ms ?? Number.NaN) },
  {
    head: 'seconds',
    means: 'The whole measurement of this corpus.',
    cell: ({ durationMs }) => (durationMs / 1000).toFixed(0),
  },
];

const FAILURES: readonly Column<{ corpus: string; path: string; code: string }>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  { head: 'file', cell: ({ path }) => path },
  { head: 'why', cell: ({ code }) => code },
];

export function corporaTables({ corpora }: EvalResult): Table[] {
  const failures = corpora.flatMap(({ name, failures }) =>
    failures.map(({ path, code }) => ({ corpus: name, path, code })),
  );
  return [
    ...toTable(
      {
        title: 'What was asked',
        about:
          'Each question is of one half. Weights and thresholds may be chosen by looking at the half “tune”; what is claimed is read from the half “report”.',
      },
      COLUMNS,
      corpora,
    ),
    ...toTable({ title: 'Files that could not be taken in', about: '' }, FAILURES, failures),
  ];
}

function whole(value: number): string {
  return value.toLocaleString('en-GB');
}
