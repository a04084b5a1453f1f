import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOfAnswer } from './answer-state.ts';
import type { Finding } from './finding.ts';
import { QuestionSchema, type Question } from './question-schema.ts';
import { readJsonLines, type JsonLine } from './read-json-lines.ts';
import type { CorpusState } from './states.ts';

/** A file of questions that a corpus is asked as it is. */
export interface QuestionFile {
  readonly file: string;
  /** Whether it asks in other words what other questions ask. */
  readonly paraphrases: boolean;
  readonly lines: readonly JsonLine<Question>[];
}

/** The question files that a corpus has; what is not of the form is told to `findings`. */
export function readQuestionFiles(
  corpora: string,
  corpus: string,
  findings: Finding[],
): QuestionFile[] {
  const read = (name: string, paraphrases: boolean): QuestionFile => {
    const file = `${corpus}/${name}`;
    const { lines, findings: found } = readJsonLines(corpora, file, QuestionSchema);
    findings.push(...found);
    return { file, paraphrases, lines };
  };
  const files = [read('questions.jsonl', false)];
  const far = '_far-paraphrases.jsonl';
  return existsSync(join(corpora, corpus, far)) ? [...files, read(far, true)] : files;
}

/** Each question against the corpus as it is, and ids over all files. */
export function checkQuestionFiles(files: readonly QuestionFile[], state: CorpusState): Finding[] {
  const ids = files.flatMap(({ lines }) => lines.map(({ value }) => value.id));
  return [
    ...checkIds(state.corpus, state.corpus, ids),
    ...files.flatMap(({ file, lines }) => [
      ...checkHalves(
        file,
        lines.map(({ value }) => value),
      ),
      ...lines.flatMap(({ value }) =>
        problemsOf(value, state).map((problem) => ({ file, at: value.id, problem })),
      ),
    ]),
  ];
}

function problemsOf(question: Question, state: CorpusState): string[] {
  if (question.answerable) return problemsOfAnswer(question.facts, question.gold, state);
  const { kind, absent = [] } = question;
  if (kind === 'near-miss' && absent.length === 0) return ['a near miss names nothing as absent'];
  return absent.flatMap((source) => problemsOfAbsent(source, state));
}

/** What any answer would have to hold stands in no document. */
function problemsOfAbsent(source: string, state: CorpusState): string[] {
  const pattern = patternOf(source);
  if (pattern === null) return [`is no regular expression: ${source}`];
  return [...state.documents.values()].flatMap(({ id, asRead }) => {
    const words = pattern.exec(asRead)?.[0];
    return words === undefined ? [] : [`is not absent: ${id} says ${JSON.stringify(words)}`];
  });
}

function patternOf(source: string): RegExp | null {
  try {
    return new RegExp(source, 'iu');
  } catch {
    return null;
  }
}

/** Ids are given once and begin with the name of their corpus. */
export function checkIds(file: string, corpus: string, ids: readonly string[]): Finding[] {
  const foreign = ids.filter((id) => !id.startsWith(`${corpus}-`));
  const problem = `id does not begin with ${corpus}-`;
  return [...checkUnique(file, ids), ...foreign.map((id) => ({ file, at: id, problem }))];
}

export function checkUnique(file: string, ids: readonly string[]): Finding[] {
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  return repeated.map((id) => ({ file, at: id, problem: 'id is given twice' }));
}

/** Each kind is halved between the splits, give or take one. */
export function checkHalves(
  file: string,
  questions: readonly { kind: string; split: string }[],
): Finding[] {
  return [...new Set(questions.map(({ kind }) => kind))].flatMap((kind) => {
    const splits = questions.filter((question) => question.kind === kind);
    const tune = splits.filter(({ split }) => split === 'tune').length;
    const report = splits.length - tune;
    if (Math.abs(tune - report) <= 1 && tune > 0 && report > 0) return [];
    const problem = `is not halved: ${tune} in tune, ${report} in report`;
    return [{ file, at: `kind ${kind}`, problem }];
  });
}
