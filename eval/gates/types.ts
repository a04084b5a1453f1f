/** What was made false about a claim; the names are those of the report. */
export const KINDS = [
  'number',
  'date',
  'unit',
  'currency',
  'range',
  'bound',
  'comparison',
  'negation',
  'modality',
  'exception',
  'name',
  'rider',
  'false-claim',
  'other-quote',
  'other-source',
  'invented-quote',
  'memory',
] as const;
export type Kind = (typeof KINDS)[number];

export type Split = 'tune' | 'report';

/** A claim with its evidence, and whether the evidence supports it. */
export interface GateCase {
  readonly id: string;
  readonly split: Split;
  /** How it came to be: by hand, by a rule, out of an edit of a real document, or of SciFact. */
  readonly origin: 'hand' | 'rule' | 'edit' | 'scifact';
  /** null = the claim is true. */
  readonly kind: Kind | 'edit' | 'contradict' | null;
  /** How it was made. */
  readonly rule: string;
  readonly documentId: string;
  readonly claim: string;
  /** What was asked; null = nothing that is known. */
  readonly question: string | null;
  readonly quotes: readonly string[];
  /** For each quote words of the passage that is cited for it: the quote itself, if it is not made up. */
  readonly cited: readonly string[];
}

/** Of even number: to tune on; of odd: to report. It is the first number in an id. @throws when it has none */
export function splitOf(id: string): Split {
  const number = /\d+/.exec(id)?.[0];
  if (number === undefined) throw new Error(`${id} has no number, so it is of no split.`);
  return Number(number) % 2 === 0 ? 'tune' : 'report';
}
