import { partOf } from './part-of.ts';
import type { FactScores } from '../history/score.ts';
import type { ReplayedHistory } from '../history/report.ts';
import { toTable, type Column, type Table } from './table.ts';

type FactRow = FactScores & { readonly history: string };

const FACTS: readonly Column<FactRow>[] = [
  { head: 'history', cell: ({ history }) => history },
  { head: 'split', cell: ({ split }) => split },
  { head: 'facts', cell: ({ facts }) => String(facts) },
  {
    head: 'old value before',
    means: 'Facts whose old value the first answer shows, in its text or in a quote.',
    cell: ({ oldBefore, facts }) => partOf(oldBefore, facts),
  },
  {
    head: 'new value at once',
    means: 'Of those: the new value is in the answer right after the document was changed.',
    cell: ({ newAtOnce, oldBefore }) => partOf(newAtOnce, oldBefore),
  },
  {
    head: 'said elsewhere',
    means:
      'Of those: another document of the corpus, not changed yet, still held the old sentence then, so that the old value was an answer, too.',
    cell: ({ elsewhere }) => String(elsewhere),
  },
  {
    head: 'new value',
    means:
      'The new value is in the answer; those said elsewhere are asked again when all documents are changed, and left out if another one says it even then. Target: at least 97 %.',
    cell: ({ newSettled, settled }) => partOf(newSettled, settled),
  },
  {
    head: 'of its document',
    means:
      'The same where the first answer quotes the old value from the fact’s own document: then the new one is quoted from it. A quote from another document that says the same counts as a miss here.',
    cell: ({ newOwn, settledOwn }) => partOf(newOwn, settledOwn),
  },
  {
    head: 'old value still',
    means: 'Of all facts: the changed document is quoted with the old value. Target: 0.',
    cell: ({ oldOfDocument }) => String(oldOfDocument),
  },
  {
    head: 'of any document',
    means: 'The old value is in the answer right after the change, whichever document says it.',
    cell: ({ oldAnywhere }) => String(oldAnywhere),
  },
  {
    head: 'as of: old value',
    means:
      'Of those with the old value before: asked as of the first answer’s seq it is there again.',
    cell: ({ oldAsOf, oldBefore }) => partOf(oldAsOf, oldBefore),
  },
  {
    head: 'as of: same text',
    means: 'Of all facts: that answer has the first one’s text, character for character.',
    cell: ({ sameAsOf, facts }) => partOf(sameAsOf, facts),
  },
];

const STATUSES: readonly Column<ReplayedHistory>[] = [
  { head: 'history', cell: ({ name }) => name },
  { head: 'answers', cell: ({ statuses }) => String(statuses.answers) },
  { head: 'citations', cell: ({ statuses }) => String(statuses.citations) },
  ...(['current', 'moved', 'changed', 'deleted'] as const).map(
    (status): Column<ReplayedHistory> => ({
      head: status,
      cell: ({ statuses }) => String(statuses.expected[status] ?? 0),
    }),
  ),
  {
    head: 'right',
    means:
      'Of answers and citations: `stale` and status are what the plain texts say. Target: 100 %.',
    cell: ({ statuses: { answers, citations, misses } }) =>
      partOf(answers + citations - misses.length, answers + citations),
  },
];

const WORK: readonly Column<ReplayedHistory>[] = [
  { head: 'history', cell: ({ name }) => name },
  { head: 'puts', cell: ({ puts }) => String(puts.count) },
  { head: 'deletions', cell: ({ puts }) => String(puts.deletions) },
  {
    head: 'passages',
    means: 'In all revisions put: texts to embed if none were kept.',
    cell: ({ puts }) => String(puts.passages),
  },
  {
    head: 'embedded',
    means: 'Texts of documents that went through the model.',
    cell: ({ embedded }) => String(embedded.texts + embedded.again),
  },
  {
    head: 'told',
    means: 'The same as the results of the puts tell it.',
    cell: ({ puts }) => String(puts.told),
  },
  {
    head: 'embedded again',
    means:
      'Of these: texts that had gone through it before, in this history or an earlier one. Target: 0.',
    cell: ({ embedded }) => String(embedded.again),
  },
  {
    head: 'ms a change',
    cell: ({ puts }) => mean(puts.durationMs, puts.count + puts.deletions),
  },
  { head: 'questions', cell: ({ asked }) => String(asked.count) },
  { head: 'ms a question', cell: ({ asked }) => mean(asked.durationMs, asked.count) },
  {
    head: 'left out',
    means: 'Rows of `facts.jsonl` that repeat another or cannot be judged by the texts.',
    cell: ({ leftOut }) => String(leftOut.repeated + leftOut.notStrict),
  },
  { head: 'seconds', cell: ({ durationMs }) => (durationMs / 1000).toFixed(1) },
];

export function historyTables(
  facts: readonly FactRow[],
  histories: readonly ReplayedHistory[],
): Table[] {
  return [
    ...toTable(
      {
        title: 'Facts that an edit changed',
        about:
          'Each fact is asked for by its sentence without the value: before the edit, right after it, and at the end as of then.',
      },
      FACTS,
      facts,
    ),
    ...toTable(
      {
        title: 'Status of stored answers',
        about:
          'After each change of a document the stored answers that cite it, at the end of a history all of them, compared with the texts that were put.',
      },
      STATUSES,
      histories,
    ),
    ...toTable({ title: 'What was put and asked', about: '' }, WORK, histories),
  ];
}

function mean(sum: number, count: number): string {
  return count === 0 ? '–' : (sum / count).toFixed(1);
}
