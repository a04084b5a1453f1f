import type { IngestFailure } from '../ingest/types.ts';
import type { AbstentionScores, ForeignScores } from './abstention.ts';
import type { AnswerScores } from './answers.ts';
import type { AskScope } from './ask.ts';
import type { CharacterScores } from './characters.ts';
import type { Split } from './questions.ts';
import type { Exactness } from './exactness.ts';
import type { RetrievalScores } from './retrieval.ts';
import type { RunDescription } from './run.ts';

/*
 * What a run found: the JSON file as it is, and all that the tables on the terminal and in Markdown are
 * made of. Shares are 0 to 1; what cannot be worked out (of no questions) is NaN, in JSON null.
 */

export interface EvalResult {
  readonly run: RunDescription;
  readonly corpora: readonly CorpusResult[];
}

export interface CorpusResult {
  readonly name: string;
  readonly documents: number;
  readonly passages: number;
  /** UTF-16 code units of canonical text. */
  readonly characters: number;
  /** Files that could not be taken in. */
  readonly failures: readonly IngestFailure[];
  readonly questions: {
    readonly answerable: number;
    readonly unanswerable: number;
    /** Of the answerable: those whose gold spans are known. */
    readonly withGold: number;
  };
  /** Empty when it was not measured. */
  readonly retrieval: readonly RetrievalScores[];
  /** null when it was not measured. */
  readonly answering: AnsweringResult | null;
  /** Of opening the corpus and all that was measured on it. */
  readonly durationMs: number;
}

export interface AnsweringResult {
  readonly answers: readonly AnswerScores[];
  /** Cited characters against gold spans; empty when there are none. */
  readonly citedCharacters: readonly CharacterRow[];
  /** Characters of the first passages against gold spans. */
  readonly passageCharacters: readonly (CharacterRow & { readonly passages: number })[];
  /** Evidence below this was declined. */
  readonly threshold: number;
  readonly abstention: readonly AbstentionScores[];
  readonly foreign: readonly ForeignScores[];
  /** Of every answer to a question of its own or another corpus. */
  readonly exactness: Exactness;
  /** From the question to the stored answer, in this process. */
  readonly latency: { readonly questions: number; readonly p50Ms: number; readonly p99Ms: number };
}

export interface CharacterRow extends CharacterScores {
  readonly scope: AskScope;
  readonly split: Split;
}
