import type { Answer } from '../../src/core/model.ts';
import type { Shown } from './ask-fact.ts';
import type { StatusCounts } from './check-statuses.ts';
import type { Fact } from './facts.ts';
import type { EmbeddingCounts } from './record-embedding.ts';
import type { History } from './types.ts';

/** An answer to a fact's question, and which of the fact's values it shows. */
export interface FactAnswer {
  readonly answer: Answer;
  readonly shown: Shown;
}

export interface FactOutcome {
  readonly fact: Fact;
  readonly before: FactAnswer;
  /** Right after the fact's document was changed. */
  readonly after: FactAnswer;
  /** Whether another document, as it was then, still held the old sentence: its old value is an answer, too. */
  readonly elsewhere: boolean;
  /** `after`; if said elsewhere, asked again after all changes of the stage; null if it still was by then. */
  readonly settled: FactAnswer | null;
  /** At the end of the history, as of the seq of `before`. */
  readonly asOf: FactAnswer;
}

/** What was done in a replay, counted. */
export interface Totals {
  readonly statuses: StatusCounts;
  readonly puts: {
    readonly count: number;
    readonly deletions: number;
    /** In the revisions that were put: what would have been embedded with nothing kept. */
    readonly passages: number;
    /** Texts that went through the model as the results of the puts tell it. */
    readonly told: number;
    /** Of puts and deletions. */
    readonly durationMs: number;
  };
  readonly asked: { readonly count: number; readonly durationMs: number };
  readonly embedded: EmbeddingCounts;
}

/** What the replay of one history found; all that is said of it is made of this. */
export interface HistoryResult extends Totals {
  readonly name: string;
  readonly leftOut: History['leftOut'];
  readonly outcomes: readonly FactOutcome[];
  /** Of everything, measuring included. */
  readonly durationMs: number;
}
