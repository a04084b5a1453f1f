import {
  CURVE_AT,
  type AbstentionScores,
  type Declined,
  type ForeignScores,
} from '../abstention.ts';
import { percent, share } from '../report.ts';
import type { EvalResult } from '../result.ts';
import { toTable, type Column, type Table } from './table.ts';

type Row = AbstentionScores & { readonly corpus: string; readonly threshold: number };
interface CurveRow {
  readonly corpus: string;
  readonly split: string;
  readonly group: string;
  readonly questions: number;
  readonly auroc: number;
  /** Share declined at each of CURVE_AT. */
  readonly declined: readonly number[];
}

const AUROC =
  'Chance that an answerable question of the corpus has more evidence than one of these; .5 = no better than a coin.';

const CONFUSION: readonly Column<Row>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  { head: 'split', cell: ({ split }) => split },
  {
    head: 'threshold',
    means: 'Evidence below it is declined; each corpus has its own, worked out from its text.',
    cell: ({ threshold }) => share(threshold),
  },
  {
    head: 'answerable',
    means: 'Questions declined, of those that were asked and have an answer.',
    cell: ({ answerable }) => of(answerable),
  },
  {
    head: 'off-topic',
    means: 'The same for questions of other corpora and those written as off-topic.',
    cell: ({ offTopic }) => of(offTopic),
  },
  {
    head: 'near misses',
    means: 'The same for questions of the right subject that the documents do not answer.',
    cell: ({ nearMiss }) => of(nearMiss),
  },
  {
    head: 'precision',
    means:
      'Of all that were declined, the share that has no answer; it depends on how many of each kind were asked.',
    cell: ({ precision }) => percent(precision),
  },
  {
    head: 'recall',
    means: 'Of all that have no answer, near misses among them, the share declined.',
    cell: ({ recall }) => percent(recall),
  },
  {
    head: 'off-topic declined',
    means: 'Of the off-topic ones alone, the share declined.',
    cell: ({ offTopic }) => percent(offTopic.declined / offTopic.questions),
  },
  {
    head: 'false refusals',
    means: 'Of all that have an answer, the share declined.',
    cell: ({ falseRefusals }) => percent(falseRefusals),
  },
];

const CURVE: readonly Column<CurveRow>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  { head: 'split', cell: ({ split }) => split },
  { head: 'to decline', cell: ({ group }) => group },
  { head: 'questions', cell: ({ questions }) => String(questions) },
  { head: 'AUROC', means: AUROC, cell: ({ auroc }) => share(auroc) },
  ...CURVE_AT.map((falseRefusals, i) => ({
    head: `at ${100 * falseRefusals} %`,
    cell: ({ declined }: CurveRow) => percent(declined[i] ?? Number.NaN),
  })),
];

const FOREIGN: readonly Column<ForeignScores & { readonly corpus: string }>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  { head: 'asked from', cell: ({ from }) => from },
  { head: 'split', cell: ({ split }) => split },
  { head: 'questions', cell: ({ questions }) => String(questions) },
  { head: 'declined', cell: ({ declined }) => percent(declined) },
  { head: 'AUROC', means: AUROC, cell: ({ auroc }) => share(auroc) },
];

export function abstentionTables({ corpora }: EvalResult): Table[] {
  const answering = corpora.flatMap(({ name, answering }) =>
    answering === null ? [] : [{ corpus: name, ...answering }],
  );
  const rows = answering.flatMap(({ corpus, threshold, abstention }) =>
    abstention.map((row) => ({ corpus, threshold, ...row })),
  );
  return [
    ...toTable(
      {
        title: 'Declining, as it is set',
        about: 'What the working threshold does. Declining is the positive class.',
      },
      CONFUSION,
      rows,
    ),
    ...toTable(
      {
        title: 'Declining, at other thresholds',
        about:
          'The share of off-topic questions and of near misses that a threshold declines which refuses at most 1, 2, 5, 10 or 20 % of the answerable questions of the same half. Of 20 questions, 1 % is none.',
      },
      CURVE,
      rows.flatMap(curveRows).filter(({ questions }) => questions > 0),
    ),
    ...toTable(
      {
        title: 'Off-topic questions, by where they come from',
        about:
          'Share of another corpus’s answerable questions that the working threshold declines.',
      },
      FOREIGN,
      answering.flatMap(({ corpus, foreign }) => foreign.map((row) => ({ corpus, ...row }))),
    ),
  ];
}

function curveRows({ corpus, split, curve, auroc, offTopic, nearMiss }: Row): CurveRow[] {
  return [
    {
      corpus,
      split,
      group: 'off-topic',
      questions: offTopic.questions,
      auroc: auroc.offTopic,
      declined: curve.map((point) => point.offTopic),
    },
    {
      corpus,
      split,
      group: 'near misses',
      questions: nearMiss.questions,
      auroc: auroc.nearMiss,
      declined: curve.map((point) => point.nearMiss),
    },
  ];
}

function of({ questions, declined }: Declined): string {
  return questions === 0 ? '–' : `${declined} of ${questions}`;
}
