import type { RunDescription } from '../run.ts';
import { missesOf, type FactMiss } from './misses.ts';
import type { HistoryResult, Totals } from './result.ts';
import { scoreFacts, type FactScores } from './score.ts';

/** A history as the report has it: its facts scored, and those that missed in words of the data. */
export interface ReplayedHistory extends Totals {
  readonly name: string;
  readonly leftOut: HistoryResult['leftOut'];
  readonly facts: readonly FactScores[];
  readonly misses: readonly FactMiss[];
  readonly durationMs: number;
}

/** The JSON file as it is. */
export interface HistoryReport {
  readonly run: RunDescription;
  readonly histories: readonly ReplayedHistory[];
  /** Of all histories together. */
  readonly facts: readonly FactScores[];
}

export function toReport(run: RunDescription, results: readonly HistoryResult[]): HistoryReport {
  const histories = results.map(({ outcomes, ...result }) => ({
    ...result,
    facts: scoreFacts(outcomes),
    misses: outcomes.flatMap(missesOf),
  }));
  return { run, histories, facts: scoreFacts(results.flatMap(({ outcomes }) => outcomes)) };
}
