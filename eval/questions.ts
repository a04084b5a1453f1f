import { extname } from 'node:path';
import type { Place } from './characters.ts';
import { readLines } from './read-lines.ts';

/** A question with what is known of its answer. */
export interface EvalQuestion {
  readonly id: string;
  readonly text: string;
  /** The text without a first clause that only names the document it is about; null = there is none. */
  readonly textWithoutDocument: string | null;
  readonly answerable: boolean;
  /** Phrases of which each must stand in a quote: all of the lists, any member of a list. Empty = not known. */
  readonly facts: readonly (readonly string[])[];
  /** Ids of the documents that hold the answer; empty = not known. */
  readonly documents: readonly string[];
  /** Where in the canonical text the answer stands; empty = not known. */
  readonly gold: readonly Place[];
  /** What sort of question it is; unanswerable ones are `near-miss` or `off-topic`. */
  readonly kind: string;
  /** Extensions of the documents that hold the answer, as `csv` or `csv + md`; null = told of no set. */
  readonly format: string | null;
  readonly split: Split;
}

/** Questions to tune on and questions to report; never the same. */
export type Split = 'tune' | 'report';
export const SPLITS: readonly Split[] = ['tune', 'report'];

interface QuestionLine {
  id: string;
  question: string;
  answerable: boolean;
  kind: string;
  split: Split;
  /** Phrases, or lists of wordings any of which will do. */
  facts?: (string | string[])[];
  gold?: { document: string; quote: string }[];
}

/** Questions of a corpus of this project: `questions.jsonl` in its folder. */
export function readQuestions(path: string): EvalQuestion[] {
  return readLines<QuestionLine>(path).map((line) => {
    const documents = [...new Set((line.gold ?? []).map(({ document }) => document))];
    return {
      id: line.id,
      text: line.question,
      textWithoutDocument: null,
      answerable: line.answerable,
      facts: (line.facts ?? []).map((fact) => [fact].flat()),
      documents,
      gold: [],
      kind: line.kind,
      format: formatOf(documents),
      split: line.split,
    };
  });
}

function formatOf(documents: readonly string[]): string | null {
  const extensions = new Set(documents.map((id) => extname(id).slice(1).toLowerCase()));
  return extensions.size === 0 ? null : [...extensions].sort().join(' + ');
}
