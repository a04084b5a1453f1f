import type { IngestFailure } from '../../ingest/types.ts';
import type { QuestionOutcome } from './judge.ts';

/** A step made to a corpus. */
export interface StepOutcome {
  /** Name of its folder. */
  readonly step: string;
  readonly date: string;
  readonly title: string;
  readonly changes: number;
  /** Of the scan that found them: documents, texts that went through the model, time. */
  readonly revised: number;
  readonly deleted: number;
  readonly embedded: number;
  readonly scanMs: number;
  /** Files that could not be taken in. */
  readonly failures: readonly IngestFailure[];
  readonly questions: readonly QuestionOutcome[];
}

/** A corpus taken through its steps. */
export interface DomainOutcome {
  readonly domain: string;
  /** Files that could not be taken in before the first step. */
  readonly failures: readonly IngestFailure[];
  readonly steps: readonly StepOutcome[];
}
