import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { quantile } from '../src/core/quantile.ts';
import type { Place } from './characters.ts';
import type { EvalQuestion } from './questions.ts';
import { readLines } from './read-lines.ts';

/** Documents, questions and judgements in the form of BEIR: corpus.jsonl, queries.jsonl, qrels.tsv. */
export interface RetrievalSet {
  readonly name: string;
  readonly folder: string;
  readonly documents: readonly {
    /** As everywhere here, the document id in the pipeline: `documentIdOf` the set's own. */
    readonly id: string;
    readonly title: string;
    readonly text: string;
  }[];
  readonly questions: readonly EvalQuestion[];
  /** Grades of the relevant documents, by document id, by question. */
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

interface SpanLine {
  query_id: string;
  corpus_id: string;
  start: number;
  end: number;
}

export const SHARED_RETRIEVAL = resolve(import.meta.dirname, '../../shared/data/retrieval');

/** Where most answers of a set are longer, they are passages and no facts: those are told by `gold`. */
const MAX_PHRASE_CHARACTERS = 60;

export function isRetrievalSet(folder: string): boolean {
  return ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv'].every((name) =>
    existsSync(join(folder, name)),
  );
}

/** Ids of data sets hold characters that document ids do not: those are percent-encoded. */
export function documentIdOf(corpus: string, id: string): string {
  return `${corpus}/${id.replace(/[\\\p{Cc}]|\.\.|\/\/+/gu, encodeURIComponent)}`;
}

/**
 * A folder in the form of BEIR, with `spans.jsonl` (query_id, corpus_id, start, end in UTF-16 code units)
 * where there is one. Of the judged questions and of the others, those of even position (from 0) are of
 * split "tune", those of odd position of split "report".
 */
export function readRetrievalSet(folder: string): RetrievalSet {
  const name = basename(folder);
  const judgements = readJudgements(name, join(folder, 'qrels.tsv'));
  const spans = readSpans(name, join(folder, 'spans.jsonl'));
  const queries = readLines<QueryLine>(join(folder, 'queries.jsonl'));
  const lengths = queries.flatMap(({ answers = [] }) => answers.map(({ length }) => length));
  const phrases = quantile(lengths, 0.5) <= MAX_PHRASE_CHARACTERS;
  const position = { judged: 0, unjudged: 0 };
  const questions = queries.map((query): EvalQuestion => {
    const judged = judgements.has(query._id);
    const at = judged ? position.judged++ : position.unjudged++;
    const answerable = query.answerable ?? judged;
    const { answers = [] } = query;
    return {
      id: query._id,
      text: query.text,
      textWithoutDocument: withoutDocument(query.text),
      answerable,
      facts: phrases && answers.length > 0 ? [answers] : [],
      documents: [...(judgements.get(query._id)?.keys() ?? [])],
      gold: spans.get(query._id) ?? [],
      kind: answerable ? 'fact' : 'near-miss',
      format: null,
      split: at % 2 === 0 ? 'tune' : 'report',
    };
  });
  const documents = readLines<CorpusLine>(join(folder, 'corpus.jsonl')).map((line) => ({
    id: documentIdOf(name, line._id),
    title: line.title ?? '',
    text: line.text,
  }));
  return { name, folder, documents, questions, judgements };
}

/** LegalBench-RAG begins each question with the name of its document: "Consider X's privacy policy; …". */
function withoutDocument(text: string): string | null {
  const [clause] = /^Consider [^;]*;\s*/.exec(text) ?? [];
  return clause === undefined ? null : text.slice(clause.length);
}

function readJudgements(corpus: string, path: string): Map<string, Map<string, number>> {
  const judgements = new Map<string, Map<string, number>>();
  for (const row of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const [query, document, grade] = row.split('\t');
    if (query === undefined || document === undefined) continue;
    const graded = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, graded.set(documentIdOf(corpus, document), Number(grade)));
  }
  return judgements;
}

function readSpans(corpus: string, path: string): Map<string, Place[]> {
  const spans = new Map<string, Place[]>();
  if (!existsSync(path)) return spans;
  for (const { query_id, corpus_id, start, end } of readLines<SpanLine>(path)) {
    const place = { documentId: documentIdOf(corpus, corpus_id), span: { start, end } };
    spans.set(query_id, [...(spans.get(query_id) ?? []), place]);
  }
  return spans;
}
