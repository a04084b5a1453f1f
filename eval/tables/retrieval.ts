import { milliseconds, share } from '../report.ts';
import type { CharacterRow, EvalResult } from '../result.ts';
import type { RetrievalScores } from '../retrieval.ts';
import { CHARACTER_COLUMNS } from './characters.ts';
import { toTable, type Column, type Table } from './table.ts';

type Row = RetrievalScores & { readonly corpus: string };

const COLUMNS: readonly Column<Row>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  { head: 'question', cell: ({ typo }) => (typo ? 'one typo' : 'as asked') },
  {
    head: 'method',
    means:
      'lexical: BM25 with proximity and typo repair; dense: vectors alone; fused: the pipeline.',
    cell: ({ method }) => method,
  },
  { head: 'split', cell: ({ split }) => split },
  { head: 'questions', cell: ({ questions }) => String(questions) },
  {
    head: 'nDCG@10',
    means:
      'Normalised discounted cumulative gain of the first ten documents; 1 = the relevant ones come first.',
    cell: ({ ndcg }) => share(ndcg),
  },
  {
    head: 'recall@10',
    means: 'Share of the relevant documents among the first ten.',
    cell: ({ recall }) => share(recall),
  },
  {
    head: 'MRR@10',
    means: 'Mean of 1 / rank of the first relevant document, 0 when it is not among the first ten.',
    cell: ({ mrr }) => share(mrr),
  },
  { head: 'p50 ms', cell: ({ p50Ms }) => milliseconds(p50Ms) },
  { head: 'p99 ms', cell: ({ p99Ms }) => milliseconds(p99Ms) },
];

const PASSAGE_COLUMNS: readonly Column<
  CharacterRow & { readonly corpus: string; readonly passages: number }
>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  { head: 'asked of', cell: ({ scope }) => scope },
  { head: 'split', cell: ({ split }) => split },
  { head: 'passages', cell: ({ passages }) => String(passages) },
  { head: 'questions', cell: ({ questions }) => String(questions) },
  ...CHARACTER_COLUMNS,
];

export function retrievalTables({ corpora }: EvalResult): Table[] {
  return [
    ...toTable(
      {
        title: 'Finding the right document',
        about: 'A document ranks where its best passage ranks.',
      },
      COLUMNS,
      corpora.flatMap(({ name, retrieval }) => retrieval.map((row) => ({ corpus: name, ...row }))),
    ),
    ...toTable(
      {
        title: 'Finding the right characters',
        about:
          'Characters of the first passages found against the gold spans, before any sentence is chosen and whether or not the question was declined.',
      },
      PASSAGE_COLUMNS,
      corpora.flatMap(({ name, answering }) =>
        (answering?.passageCharacters ?? []).map((row) => ({ corpus: name, ...row })),
      ),
    ),
  ];
}
