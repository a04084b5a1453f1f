import { readdirSync } from 'node:fs';
import { problemsOfAnswer } from './answer-state.ts';
import { checkIds } from './check-questions.ts';
import type { Finding } from './finding.ts';
import { supersededProblems } from './check-superseded.ts';
import { holdsQuote } from './read-text.ts';
import {
  stepFile,
  type AnswerState,
  type ChangedQuestion,
  type Step,
  type StepQuestion,
} from './read-steps.ts';
import type { CorpusHistory, CorpusState } from './states.ts';

const MIN_STEPS = 6;
const MIN_CHANGED = 9;
const MIN_UNCHANGED = 6;

/** The steps of a corpus against the states that they lead from and to. */
export function checkSteps({ corpus, steps, states }: CorpusHistory): Finding[] {
  const findings: Finding[] = [];
  if (steps.length < MIN_STEPS) {
    const problem = `has ${steps.length} steps, fewer than ${MIN_STEPS}`;
    findings.push({ file: `updates/${corpus}`, at: 1, problem });
  }
  const ids = steps.flatMap(({ questions }) => questions.map(({ id }) => id));
  findings.push(...checkIds(`updates/${corpus}`, corpus, ids));
  for (const [index, step] of steps.entries()) {
    const [before, after] = [states[index], states[index + 1]];
    // A step.json that cannot be read has been told of.
    if (before === undefined || after === undefined || step.date === '') continue;
    findings.push(
      ...checkDate(step, steps[index - 1]),
      ...checkFiles(step),
      ...checkNumbers(step),
      ...step.questions.flatMap((question) =>
        [...problemsOf(question, step, before, after)].map((problem) => {
          return { file: stepFile(step, 'questions.jsonl'), at: question.id, problem };
        }),
      ),
    );
  }
  return findings;
}

function checkDate(step: Step, previous: Step | undefined): Finding[] {
  const found = (problem: string) => [{ file: stepFile(step, 'step.json'), at: 1, problem }];
  if (Number.isNaN(Date.parse(step.date))) return found(`is dated ${step.date}`);
  if (previous === undefined || previous.date < step.date) return [];
  return found(`is dated ${step.date}, and the step before ${previous.date}`);
}

const ABOUT_THE_STEP = new Set(['step.json', 'questions.jsonl', 'README.md', '_sources']);

/** Every file of a step is put somewhere; that those it puts are there shows when it is applied. */
function checkFiles(step: Step): Finding[] {
  const used = new Set(step.changes.map((change) => ('file' in change ? change.file : '')));
  return readdirSync(step.folder)
    .filter((name) => !ABOUT_THE_STEP.has(name) && !used.has(name))
    .map((name) => ({ file: stepFile(step, name), at: 1, problem: 'no change puts this file' }));
}

function checkNumbers(step: Step): Finding[] {
  const unchanged = step.questions.filter((question) => 'always' in question).length;
  const changed = step.questions.length - unchanged;
  const found = (problem: string) => ({ file: stepFile(step, 'questions.jsonl'), at: 1, problem });
  return [
    ...(changed < MIN_CHANGED ? [found(`${changed} changed questions, of ${MIN_CHANGED}`)] : []),
    ...(unchanged < MIN_UNCHANGED
      ? [found(`${unchanged} unchanged questions, of ${MIN_UNCHANGED}`)]
      : []),
  ];
}

function problemsOf(
  question: StepQuestion,
  step: Step,
  before: CorpusState,
  after: CorpusState,
): Set<string> {
  const stands = (answer: AnswerState | null, state: CorpusState) =>
    answer === null ? [] : problemsOfAnswer(answer.facts, answer.gold, state);
  if ('always' in question) {
    return new Set([...stands(question.always, before), ...stands(question.always, after)]);
  }
  return new Set([
    ...stands(question.before, before),
    ...stands(question.after, after),
    ...unansweredProblems(question, before, after),
    ...supersededProblems(question, step, after),
  ]);
}

/** What is said not to be answered at a time has no gold quote that stands there then. */
function unansweredProblems(
  question: ChangedQuestion,
  before: CorpusState,
  after: CorpusState,
): string[] {
  if (question.before === null && question.after === null) return ['is never answered'];
  const standing = (answer: AnswerState, state: CorpusState) =>
    answer.gold.every(({ document, quote }) => {
      const found = state.documents.get(document);
      return found !== undefined && holdsQuote(found, quote);
    });
  const problems: string[] = [];
  if (question.before === null && question.after !== null && standing(question.after, before)) {
    problems.push('is answered before already, by the gold of after');
  }
  if (question.after === null && question.before !== null && standing(question.before, after)) {
    problems.push('is answered after still, by the gold of before');
  }
  return problems;
}
