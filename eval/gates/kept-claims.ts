import { join } from 'node:path';
import { readLines } from '../read-lines.ts';
import type { GateCase, Kind, Split } from './types.ts';

/** A line of true-claims.jsonl. */
export interface TrueLine {
  /** `t-<number of the statement>-<rule>`. */
  readonly id: string;
  readonly split: Split;
  readonly documentId: string;
  readonly quotes: readonly string[];
  readonly question: string | null;
  readonly claim: string;
  readonly rule: string;
}

/** A line of corrupted-claims.jsonl. */
export interface FalseLine extends TrueLine {
  readonly kind: Kind;
  /** Id of the true claim that it was made of. */
  readonly of: string;
  /** Left out where the quotes stand in the passages that are cited for them. */
  readonly cited?: readonly string[];
}

export const TRUE_CLAIMS = join(import.meta.dirname, 'true-claims.jsonl');
export const CORRUPTED_CLAIMS = join(import.meta.dirname, 'corrupted-claims.jsonl');

/** The claims that `make-claims.ts` made, the true ones first. */
export function readKeptClaims(): GateCase[] {
  const asCase = (line: TrueLine | FalseLine): GateCase => ({
    cited: line.quotes,
    kind: null,
    ...line,
    origin: 'rule',
  });
  return [
    ...readLines<TrueLine>(TRUE_CLAIMS).map(asCase),
    ...readLines<FalseLine>(CORRUPTED_CLAIMS).map(asCase),
  ];
}
