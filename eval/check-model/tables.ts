import { quantile } from '../../src/core/quantile.ts';
import { listCounts, type Table } from '../bench/table.ts';
import { milliseconds, percent } from '../report.ts';
import type { ModelAnswer } from './ask-model.ts';

/** Characters of a question that a cell shows. */
const SHOWN_QUESTION = 48;

/** One row a question, and one table that sums them up. */
export function modelTables(model: string, answers: readonly ModelAnswer[]): Table[] {
  return [
    {
      title: `Ten questions of the support corpus, asked through ${model}`,
      header: [
        'question',
        'outcome',
        'lines as asked',
        'claims kept',
        'failed gates',
        'first claim ms',
        'total ms',
        'tokens',
      ],
      rows: answers.map(rowOf),
    },
    { title: 'Together', header: ['what', 'how much'], rows: summaryOf(answers) },
  ];
}

function rowOf(answer: ModelAnswer): string[] {
  const { question, outcome, failure, lines, claims, firstClaimMs } = answer;
  return [
    question.length > SHOWN_QUESTION ? `${question.slice(0, SHOWN_QUESTION - 1)}…` : question,
    failure === null ? outcome : `${outcome}: ${failure.code}`,
    `${lines.asAsked}/${lines.written}`,
    `${claims.kept}/${claims.made}`,
    listCounts(answer.failedGates),
    firstClaimMs === null ? '–' : milliseconds(firstClaimMs),
    milliseconds(answer.totalMs),
    `${answer.promptTokens} + ${answer.completionTokens}`,
  ];
}

function summaryOf(answers: readonly ModelAnswer[]): string[][] {
  const sum = (of: (answer: ModelAnswer) => number): number =>
    answers.reduce((total, answer) => total + of(answer), 0);
  const gates: Record<string, number> = {};
  for (const [gate, count] of answers.flatMap(({ failedGates }) => Object.entries(failedGates))) {
    gates[gate] = (gates[gate] ?? 0) + count;
  }
  const withFacts = answers.filter(({ factsQuoted }) => factsQuoted !== null);
  const firstClaims = answers.flatMap(({ firstClaimMs }) => firstClaimMs ?? []);
  const made = sum(({ claims }) => claims.made);
  return [
    [
      'format obedience: lines exactly as asked',
      percent(sum(({ lines }) => lines.asAsked) / sum(({ lines }) => lines.written)),
    ],
    ['claims kept of those made', `${sum(({ claims }) => claims.kept)} of ${made}`],
    ['gates that claims failed', listCounts(gates)],
    [
      'expected facts quoted',
      `${withFacts.filter(({ factsQuoted }) => factsQuoted).length} of ${withFacts.length}`,
    ],
    [
      'answered or declined as it should',
      `${sum(({ declinedRightly }) => Number(declinedRightly))} of ${answers.length}`,
    ],
    ['failed or incomplete', String(answers.filter(({ failure }) => failure !== null).length)],
    [
      'first verified claim, p50',
      firstClaims.length === 0 ? '–' : `${milliseconds(quantile(firstClaims, 0.5))} ms`,
    ],
    [
      'whole answer, p50',
      `${milliseconds(
        quantile(
          answers.map(({ totalMs }) => totalMs),
          0.5,
        ),
      )} ms`,
    ],
    [
      'tokens in and out, mean',
      `${Math.round(sum(({ promptTokens }) => promptTokens) / answers.length)} + ` +
        `${Math.round(sum(({ completionTokens }) => completionTokens) / answers.length)}`,
    ],
  ];
}
