import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** A question with what is known of its answer. */
export interface EvalQuestion {
  readonly id: string;
  readonly text: string;
  readonly answerable: boolean;
  /** Each must stand in a quote: all of the lists, any member of a list. Empty = not known. */
  readonly facts: readonly (readonly string[])[];
  /** Documents that hold the answer; empty = not known. */
  readonly documents: readonly string[];
  readonly kind: string;
  readonly split: Split;
}

/** Questions to tune on and questions to report; never the same. */
export type Split = 'tune' | 'report';

/** Passages, questions and judgements in the form of BEIR: corpus.jsonl, queries.jsonl, qrels.tsv. */
export interface RetrievalSet {
  readonly name: string;
  readonly folder: string;
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
  }[];
  readonly questions: readonly EvalQuestion[];
  /** Relevant documents by question, with their grade. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

interface CorpusLine {
  _id: string;
  title?: string;
  text: string;
}

interface QueryLine {
  _id: string;
  text: string;
  answers?: string[];
  answerable?: boolean;
}

interface QuestionLine {
  id: string;
  question: string;
  answerable: boolean;
  kind: string;
  split: Split;
  facts?: string[];
  gold?: { document: string; quote: string }[];
}

export const SHARED_RETRIEVAL = resolve(import.meta.dirname, '../../shared/data/retrieval');
export const SUPPORT_QUESTIONS = resolve(import.meta.dirname, '../corpora/support/questions.jsonl');

/** Lines of a JSON Lines file. */
function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

export function isRetrievalSet(folder: string): boolean {
  return ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv'].every((name) =>
    existsSync(join(folder, name)),
  );
}

/** Questions of even position are to tune on, those of odd position to report. */
function splitByPosition(position: number): Split {
  return position % 2 === 0 ? 'tune' : 'report';
}

export function readRetrievalSet(folder: string): RetrievalSet {
  const judgements = new Map<string, Map<string, number>>();
  const rows = readFileSync(join(folder, 'qrels.tsv'), 'utf8').split('\n').slice(1);
  for (const row of rows) {
    const [query, document, grade] = row.split('\t');
    if (query === undefined || document === undefined) continue;
    const graded = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, graded.set(document, Number(grade)));
  }
  const queries = readLines<QueryLine>(join(folder, 'queries.jsonl'));
  const position = { judged: 0, unjudged: 0 };
  const questions = queries.map((query): EvalQuestion => {
    const judged = judgements.has(query._id);
    const at = judged ? position.judged++ : position.unjudged++;
    return {
      id: query._id,
      text: query.text,
      answerable: query.answerable ?? judged,
      facts: query.answers === undefined || query.answers.length === 0 ? [] : [query.answers],
      documents: [...(judgements.get(query._id)?.keys() ?? [])],
      kind: (query.answerable ?? judged) ? 'fact' : 'near-miss',
      split: splitByPosition(at),
    };
  });
  const documents = readLines<CorpusLine>(join(folder, 'corpus.jsonl')).map((line) => ({
    id: line._id,
    title: line.title ?? '',
    text: line.text,
  }));
  return { name: basename(folder), folder, documents, questions, judgements };
}

/** Questions of a corpus of this project: `questions.jsonl` in its folder. */
export function readQuestions(path: string): EvalQuestion[] {
  return readLines<QuestionLine>(path).map((line) => ({
    id: line.id,
    text: line.question,
    answerable: line.answerable,
    facts: (line.facts ?? []).map((fact) => [fact]),
    documents: [...new Set((line.gold ?? []).map(({ document }) => document))],
    kind: line.kind,
    split: line.split,
  }));
}
