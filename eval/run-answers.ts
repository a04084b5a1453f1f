import { quantile } from '../src/core/quantile.ts';
import {
  askQuestion,
  inexactCitations,
  isDeclined,
  scoreAnswers,
  type AskedQuestion,
} from './answers.ts';
import type { EvalCorpus } from './corpus.ts';
import type { EvalQuestion } from './datasets.ts';
import { areaUnderRoc, mean } from './metrics.ts';
import { formatTable, percent, print, share } from './report.ts';
import { foreignQuestions, readSubjects } from './subjects.ts';

/** Asks every corpus its own questions and the others', re-reads every citation, prints the tables. */
export async function runAnswers(
  folders: readonly string[],
  questionFiles: readonly string[],
): Promise<unknown> {
  const subjects = readSubjects(folders, questionFiles);
  const own = [];
  const curves = [];
  const foreign = [];
  const citations = { checked: 0, inexact: 0 };
  for (const subject of subjects) {
    const corpus = await subject.open();
    const asked = await askAll(corpus, subject.questions);
    own.push(
      scoreAnswers(subject.name, asked, 'tune'),
      scoreAnswers(subject.name, asked, 'report'),
    );
    curves.push(...nearMissCurve(subject.name, asked));
    const everything = [...asked];
    for (const { from, questions } of foreignQuestions(subjects, subject)) {
      const answers = await askAll(corpus, questions);
      everything.push(...answers);
      foreign.push(...foreignScores(subject.name, from, asked, answers));
    }
    const { checked, inexact } = await inexactCitations(corpus, everything);
    citations.checked += checked;
    citations.inexact += inexact;
    await corpus.close();
  }
  printAnswers(own, foreign, citations);
  printCurves(curves);
  return { own, foreign, curves, citations };
}

async function askAll(
  corpus: EvalCorpus,
  questions: readonly EvalQuestion[],
): Promise<AskedQuestion[]> {
  const asked: AskedQuestion[] = [];
  for (const question of questions) asked.push(await askQuestion(corpus, question));
  return asked;
}

function foreignScores(
  corpus: string,
  from: string,
  own: readonly AskedQuestion[],
  foreign: readonly AskedQuestion[],
) {
  return (['tune', 'report'] as const).map((split) => {
    const mine = own.filter(({ question }) => question.split === split && question.answerable);
    const theirs = foreign.filter(({ question }) => question.split === split);
    return {
      corpus,
      from,
      split,
      questions: theirs.length,
      declined: mean(theirs.map(isDeclined)),
      auroc: areaUnderRoc(
        mine.map(({ evidence }) => evidence),
        theirs.map(({ evidence }) => evidence),
      ),
      threshold: own[0]?.threshold ?? Number.NaN,
    };
  });
}

function printAnswers(
  own: readonly ReturnType<typeof scoreAnswers>[],
  foreign: readonly ReturnType<typeof foreignScores>[number][],
  citations: { checked: number; inexact: number },
): void {
  print('\nAnswers to own questions\n');
  print(
    formatTable(
      [
        'corpus',
        'split',
        'answerable',
        'facts in ≤ 3 quotes',
        'false refusals',
        'claims',
        'declined',
      ],
      own.map((row) => [
        row.corpus,
        row.split,
        String(row.answerable),
        percent(row.factsQuoted),
        percent(row.falseRefusals),
        row.claims.toFixed(2),
        Object.entries(row.declined)
          .map(([kind, { questions, share: part }]) => `${kind} ${percent(part)} of ${questions}`)
          .join(', '),
      ]),
    ),
  );
  print("\nQuestions of another corpus: share declined, and AUROC of evidence against one's own\n");
  print(
    formatTable(
      ['corpus', 'asked from', 'split', 'questions', 'declined', 'AUROC', 'threshold'],
      foreign.map((row) => [
        row.corpus,
        row.from,
        row.split,
        String(row.questions),
        percent(row.declined),
        share(row.auroc),
        row.threshold.toFixed(2),
      ]),
    ),
  );
  const exact = citations.checked - citations.inexact;
  print(`\nCitations re-read from their stored revision: ${exact} of ${citations.checked} exact.`);
}

/** Shares of own questions refused at which the curve is read. */
const REFUSED = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5];

interface CurvePoint {
  readonly corpus: string;
  /** Share of the corpus's own questions that a threshold at this point refuses. */
  readonly refused: number;
  /** Share of the near misses that it declines. */
  readonly declined: number;
  readonly threshold: number;
}

/** What declining near misses costs in own questions refused, on split "report". */
function nearMissCurve(corpus: string, asked: readonly AskedQuestion[]): CurvePoint[] {
  const reported = asked.filter(({ question }) => question.split === 'report');
  const evidence = (answerable: boolean) =>
    reported
      .filter(({ question }) => question.answerable === answerable)
      .filter(({ question }) => answerable || question.kind === 'near-miss')
      .map((one) => one.evidence);
  const [mine, near] = [evidence(true), evidence(false)];
  if (near.length === 0) return [];
  return REFUSED.map((refused) => {
    const threshold = quantile(mine, refused);
    return {
      corpus,
      refused,
      declined: mean(near.map((value) => (value < threshold ? 1 : 0))),
      threshold,
    };
  });
}

function printCurves(curves: readonly CurvePoint[]): void {
  print(
    '\nNear misses: share declined, by share of own questions that the same threshold refuses\n',
  );
  const corpora = [...new Set(curves.map(({ corpus }) => corpus))];
  print(
    formatTable(
      ['own refused', ...corpora],
      REFUSED.map((refused) => [
        percent(refused),
        ...corpora.map((corpus) =>
          percent(
            curves.find((point) => point.corpus === corpus && point.refused === refused)
              ?.declined ?? Number.NaN,
          ),
        ),
      ]),
    ),
  );
}
