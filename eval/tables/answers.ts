import { FIRST_QUOTES, type AnswerScores } from '../answers.ts';
import { percent } from '../report.ts';
import type { EvalResult } from '../result.ts';
import { toTable, type Column, type Table } from './table.ts';

type Row = AnswerScores & { readonly corpus: string };

const PLACE: readonly Column<Row>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  { head: 'split', cell: ({ split }) => split },
];

const SCORES: readonly Column<Row>[] = [
  { head: 'questions', cell: ({ questions }) => String(questions) },
  {
    head: 'refused',
    means: 'Share of the answerable questions that were declined.',
    cell: ({ refused }) => percent(refused),
  },
  {
    head: 'facts shown',
    means:
      'Share of the questions with known facts whose every fact stands in a quote of the answer; a declined one counts as not shown. Case, white space and hyphens at line ends make no difference.',
    cell: ({ facts }) => percent(facts.shown),
  },
  {
    head: `in ≤ ${FIRST_QUOTES} quotes`,
    means: `The same within the first ${FIRST_QUOTES} quotes.`,
    cell: ({ facts }) => percent(facts.inFirstQuotes),
  },
  {
    head: 'of gold document',
    means: 'The same within the quotes from documents that are known to hold the answer.',
    cell: ({ facts }) => percent(facts.fromGoldDocument),
  },
  {
    head: 'claims',
    means: 'Sentences, entries, rows or records shown by an answer that was given, on average.',
    cell: ({ shown }) => decimal(shown.claims, 2),
  },
  {
    head: '1 / 2 / 3 / 4+',
    means: 'Share of those answers, in percent, that show one, two, three, and four or more.',
    cell: ({ shown }) => shown.claimCounts.map((part) => decimal(100 * part, 0)).join(' / '),
  },
  {
    head: 'characters',
    means: 'Characters quoted by an answer that was given, on average.',
    cell: ({ shown }) => decimal(shown.quotedCharacters, 0),
  },
];

const GROUP: Column<Row> = {
  head: 'of',
  means: 'The kind of question, or the format of the documents that hold its answer.',
  cell: ({ group }) => group ?? '',
};

export function answerTables({ corpora }: EvalResult): Table[] {
  const rows = corpora.flatMap(({ name, answering }) =>
    (answering?.answers ?? []).map((row) => ({ corpus: name, ...row })),
  );
  return [
    ...toTable(
      { title: 'Answering', about: 'The answerable questions of each corpus, put to it.' },
      [...PLACE, ...SCORES],
      rows.filter(({ group }) => group === null),
    ),
    ...toTable(
      {
        title: 'Answering, by kind of question and by format',
        about: 'The same numbers where a corpus has more than one kind or format.',
      },
      [...PLACE, GROUP, ...SCORES],
      rows.filter(({ group }) => group !== null),
    ),
  ];
}

function decimal(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(digits);
}
