import type { ComparedQuestion, DatedAnswer } from './check-duplicates.ts';
import type { QuestionFile } from './check-questions.ts';
import { stepFile, type Step, type StepQuestion } from './read-steps.ts';

/** Asked before this was a rule, and kept as they were so that old measures compare with new ones. */
const BEFORE_THE_RULE = /^support-0(?:[0-5]\d|60)$/;

/** The questions that a corpus is asked as it is. The far paraphrases ask on purpose what others ask. */
export function comparedNow(files: readonly QuestionFile[]): ComparedQuestion[] {
  return files
    .filter(({ paraphrases }) => !paraphrases)
    .flatMap(({ file, lines }) =>
      lines.map(({ value }) => {
        const { id, question, split } = value;
        const answers: DatedAnswer[] =
          value.answerable && !BEFORE_THE_RULE.test(id)
            ? [{ facts: value.facts, gold: value.gold, role: 'always', at: 0 }]
            : [];
        return { file, id, question, split, answers };
      }),
    );
}

/** The questions of all steps of a corpus. */
export function comparedInSteps(steps: readonly Step[]): ComparedQuestion[] {
  return steps.flatMap((step, index) =>
    step.questions.map((question) => {
      const { id, split } = question;
      const file = stepFile(step, 'questions.jsonl');
      return {
        file,
        id,
        question: question.question,
        split,
        answers: datedAnswers(question, index),
      };
    }),
  );
}

function datedAnswers(question: StepQuestion, at: number): DatedAnswer[] {
  if ('always' in question) return [{ ...question.always, role: 'always', at }];
  const { before, after } = question;
  return [
    ...(before === null ? [] : [{ ...before, role: 'before' as const, at }]),
    ...(after === null ? [] : [{ ...after, role: 'after' as const, at }]),
  ];
}
