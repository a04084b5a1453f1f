import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openQuestionCorpus, openRetrievalCorpus, type EvalCorpus } from './corpus.ts';
import {
  isRetrievalSet,
  readRetrievalSet,
  SHARED_RETRIEVAL,
  type RetrievalSet,
} from './datasets.ts';
import { readQuestions, type EvalQuestion } from './questions.ts';

/** A corpus and the questions it is asked. */
export interface Subject {
  readonly name: string;
  readonly questions: readonly EvalQuestion[];
  /** Grades of the documents that ought to be found, by document id, by question. */
  readonly judgements: RetrievalSet['judgements'];
  readonly open: () => Promise<EvalCorpus>;
}

const CORPORA = resolve(import.meta.dirname, '../corpora');
const SETS = ['scifact', 'squad', 'stackfaq', 'contractnli', 'privacyqa'];

/** The project's own corpora that come with questions, and the public sets that are there. */
export function defaultTargets(): string[] {
  const questionFiles = readdirSync(CORPORA).map((name) => join(CORPORA, name, 'questions.jsonl'));
  const folders = SETS.map((name) => join(SHARED_RETRIEVAL, name));
  return [...questionFiles.filter(isQuestionFile), ...folders.filter(isRetrievalSet)];
}

/** @throws when the path is neither a folder of retrieval data nor a JSON Lines file of questions */
export function readSubject(path: string): Subject {
  if (isRetrievalSet(path)) {
    const set = readRetrievalSet(path);
    const { name, questions, judgements } = set;
    return { name, questions, judgements, open: () => openRetrievalCorpus(set) };
  }
  if (!isQuestionFile(path)) throw new Error(`Nothing to evaluate at ${path}.`);
  const questions = readQuestions(path);
  return {
    name: basename(dirname(path)),
    questions,
    judgements: judgementsOf(questions),
    open: () => openQuestionCorpus(path),
  };
}

/** Each document that holds the answer is as good as another. */
function judgementsOf(questions: readonly EvalQuestion[]): RetrievalSet['judgements'] {
  return new Map(
    questions
      .filter(({ documents }) => documents.length > 0)
      .map(({ id, documents }) => [id, new Map(documents.map((document) => [document, 1]))]),
  );
}

function isQuestionFile(path: string): boolean {
  return path.endsWith('.jsonl') && existsSync(path);
}

/** At most about this many of another corpus's questions are asked, evenly taken from both splits. */
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
