import type { Ingester, Jobs } from '../../ingest/types.ts';
import type { Answerer } from '../answer.ts';
import type { Config } from '../core/config.ts';
import type { DocumentDiff } from '../core/diff-model.ts';
import type { Answer, AnswerNow } from '../core/model.ts';
import type { Replay } from '../core/replay-model.ts';
import type { ModelHealth } from '../models/types.ts';
import type { Retriever } from '../retrieve/types.ts';
import type { Scope, Store } from '../store/types.ts';
import type { Readiness } from './plugins/readiness.ts';

/** The answer with `status` of its citations and `stale` as they are now. */
export type CitationStatusReader = (answer: Answer, scope: Scope) => Promise<Answer>;

/** Ids of the answers that a document's step to its next revision overtakes, newest first. */
export type StaleAnswersReader = (
  step: { documentId: string; before: number | null; after: number | null },
  scope: Scope,
) => Promise<string[]>;

/** The same, with where the words of each citation are now. */
export type AnswerNowReader = (answer: Answer, scope: Scope) => Promise<AnswerNow>;

/** What changed between two revisions; null = the last, and the one before it. */
export type DiffReader = (
  documentId: string,
  numbers: { from: number | null; to: number | null },
  scope: Scope,
) => Promise<DocumentDiff>;

/** Makes a stored answer again, and compares. */
export type Replayer = (
  id: string,
  at: 'original' | 'now',
  scope: Scope,
  signal?: AbortSignal,
) => Promise<Replay>;

export interface AppDeps {
  readonly config: Config;
  readonly store: Store;
  readonly answerer: Pick<Answerer, 'answer' | 'ask'>;
  readonly retriever: Retriever;
  readonly ingester: Ingester;
  readonly jobs: Jobs;
  readonly citationStatus: CitationStatusReader;
  readonly staleAnswers: StaleAnswersReader;
  readonly replay: Replayer;
  readonly answerNow: AnswerNowReader;
  readonly documentDiff: DiffReader;
  /** Whether the models can be asked. */
  readonly modelHealth: () => Promise<ModelHealth>;
  /** Asked at every request; must be cheap. */
  readonly readiness: () => Readiness;
  /** Where log lines go; standard output by default. */
  readonly logStream?: { write(line: string): void };
}
