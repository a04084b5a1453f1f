import { EVERYTHING } from '../src/core/everything.ts';
import { evaluateAnswers } from './evaluate-answers.ts';
import type { CorpusResult, EvalResult } from './result.ts';
import { evaluateRetrieval } from './retrieval.ts';
import { describeRun } from './run.ts';
import type { Subject } from './subjects.ts';

/** What can be measured. */
export type Measure = 'retrieval' | 'answers';

/**
 * Measures each corpus in turn, each opened once and closed when it is done.
 * @param progress is told of each corpus when it is done
 */
export async function evaluate(
  subjects: readonly Subject[],
  measures: readonly Measure[],
  progress: (done: CorpusResult) => void,
): Promise<EvalResult> {
  const startedAt = performance.now();
  const corpora: CorpusResult[] = [];
  for (const subject of subjects) {
    const done = await evaluateSubject(subjects, subject, measures);
    progress(done);
    corpora.push(done);
  }
  return { run: describeRun(performance.now() - startedAt), corpora };
}

async function evaluateSubject(
  subjects: readonly Subject[],
  subject: Subject,
  measures: readonly Measure[],
): Promise<CorpusResult> {
  const startedAt = performance.now();
  const { name, questions, judgements } = subject;
  const corpus = await subject.open();
  try {
    const { failures } = corpus;
    const sizes = (await corpus.parts.store.corpora(EVERYTHING)).find((one) => one.corpus === name);
    const retrieval = measures.includes('retrieval')
      ? await evaluateRetrieval(corpus, questions, judgements)
      : [];
    const answering = measures.includes('answers')
      ? await evaluateAnswers(corpus, subjects, subject)
      : null;
    return {
      name,
      documents: sizes?.documents ?? 0,
      passages: sizes?.passages ?? 0,
      characters: sizes?.characters ?? 0,
      failures,
      questions: {
        answerable: questions.filter(({ answerable }) => answerable).length,
        unanswerable: questions.filter(({ answerable }) => !answerable).length,
        withGold: questions.filter(({ gold }) => gold.length > 0).length,
      },
      retrieval,
      answering,
      durationMs: performance.now() - startedAt,
    };
  } finally {
    await corpus.close();
  }
}
