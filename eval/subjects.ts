import { basename, dirname } from 'node:path';
import { openQuestionCorpus, openRetrievalCorpus, type EvalCorpus } from './corpus.ts';
import { readQuestions, readRetrievalSet, type EvalQuestion } from './datasets.ts';

/** A corpus and the questions it is asked. */
export interface Subject {
  readonly name: string;
  readonly questions: readonly EvalQuestion[];
  readonly open: () => Promise<EvalCorpus>;
}

/** Folders of retrieval data and questions.jsonl files, each as a corpus with its questions. */
export function readSubjects(
  folders: readonly string[],
  questionFiles: readonly string[],
): Subject[] {
  return [
    ...questionFiles.map((path) => ({
      name: basename(dirname(path)),
      questions: readQuestions(path),
      open: () => openQuestionCorpus(path),
    })),
    ...folders.map((folder) => {
      const set = readRetrievalSet(folder);
      return { name: set.name, questions: set.questions, open: () => openRetrievalCorpus(set) };
    }),
  ];
}

/** At most this many of another corpus's questions are asked, evenly taken from both splits. */
const FOREIGN_QUESTIONS = 300;

/** Answerable questions of the other subjects, which this one does not answer. */
export function foreignQuestions(
  subjects: readonly Subject[],
  subject: Subject,
): { from: string; questions: EvalQuestion[] }[] {
  return subjects
    .filter(({ name }) => name !== subject.name)
    .map(({ name, questions }) => {
      const answerable = questions.filter((question) => question.answerable);
      // An odd step takes from the even and the odd positions alike.
      const step = 2 * Math.floor(answerable.length / FOREIGN_QUESTIONS / 2) + 1;
      return { from: name, questions: answerable.filter((_, i) => i % step === 0) };
    });
}
