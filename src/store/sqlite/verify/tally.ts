import type { CheckName, Finding, Note } from './checks.ts';

/** Findings told of each check; more of them are counted. */
const TOLD_PER_CHECK = 20;

export interface Findings {
  /** What is broken. */
  readonly findings: readonly Finding[];
  /** By check, how many findings there are beyond those that are told. */
  readonly more: Readonly<Partial<Record<CheckName, number>>>;
  /** What will be put in order by itself. */
  readonly notes: readonly Note[];
}

interface Tally {
  add(found: Finding | Note): void;
  result(): Findings;
}

export function createTally(): Tally {
  const findings: Finding[] = [];
  const notes: Note[] = [];
  const more: Partial<Record<CheckName, number>> = {};
  const told = new Map<CheckName, number>();
  return {
    add(found) {
      if ('note' in found) return void notes.push(found);
      const { check } = found;
      const count = (told.get(check) ?? 0) + 1;
      if (count > TOLD_PER_CHECK) more[check] = (more[check] ?? 0) + 1;
      else {
        told.set(check, count);
        findings.push(found);
      }
    },
    result: () => ({ findings, more, notes }),
  };
}
